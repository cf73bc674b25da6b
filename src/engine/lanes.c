/* Blocks of lanes: the book-keeping around the rules' lane drivers. */
#include "lanes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "schedule.h"
#include "surface_driver.h"

enum {
    LINE = 64,      /* bytes of a cache line: vectors that cross two cost twice */
    RATE_ROWS = 32, /* steps whose rates are made at once, where they change */
    FIXED = 13,     /* x, y and where they go, f, gx, gy, the probes' five, first */
};

/* What may differ from its default: the rate, and decay beside the step. */
static bool
is_within(size_t common)
{
    return common == RV_COMMON_SCHEDULE || common == RV_COMMON_WARMUP ||
           common == RV_COMMON_WEIGHT_DECAY || common == RV_COMMON_DECAY ||
           common == RV_COMMON_CLIP_EPS || common == RV_COMMON_AVERAGE_FROM ||
           common == RV_COMMON_AVERAGE_DECAY;
}

bool
lanes_suit(const struct rv_racer *racer)
{
    const struct rv_param *params = rv_common_params();
    const double *common = racer->common;
    for (size_t i = 0; i < RV_COMMON_COUNT; i++)
        if (common[i] != params[i].standard && !is_within(i))
            return false;
    if ((enum rv_decay)common[RV_COMMON_DECAY] == RV_DECAY_L2 &&
        common[RV_COMMON_WEIGHT_DECAY] != 0)
        return false;
    const struct rv_optimizer_driver *driver = rv_optimizer_at(racer->rule)->driver;
    return driver->lanes &&
           (!driver->drawn || driver->drawn(racer->settings.value) < 0) &&
           schedule_of(racer)->driver->n_state == 0 && !schedule_moves_momentum(racer);
}

/* Memory --------------------------------------------------------------------------- */

static double *
take(double **memory, size_t n)
{
    double *mine = *memory;
    *memory += n;
    return mine;
}

static size_t
quantities(const struct rv_optimizer *optimizer)
{
    const struct rv_optimizer_driver *driver = optimizer->driver;
    return FIXED + RATE_ROWS + optimizer->n_params + driver->per_run +
           2 * driver->per_coord;
}

static void
lay_out(struct lane_block *block)
{
    const struct rv_optimizer_driver *driver = block->optimizer->driver;
    struct lanes *lanes = &block->lanes;
    double **fixed[FIXED] = {&lanes->next_x, &lanes->next_y, &lanes->x,   &lanes->y,
                             &lanes->f,      &lanes->gx,     &lanes->gy,  &lanes->px,
                             &lanes->py,     &lanes->pf,     &lanes->pgx, &lanes->pgy,
                             &lanes->first};
    double *memory = block->memory;
    size_t n = lanes->stride;
    for (size_t i = 0; i < FIXED; i++)
        *fixed[i] = take(&memory, n);
    lanes->rates = take(&memory, RATE_ROWS * n);
    lanes->h = take(&memory, block->optimizer->n_params * n);
    lanes->run = take(&memory, driver->per_run * n);
    lanes->coords = take(&memory, 2 * driver->per_coord * n);
}

enum rv_status
lanes_init(struct lane_block *block, const struct rv_optimizer *optimizer,
           const struct rv_objective *objective, size_t capacity)
{
    size_t stride = (capacity + LANES_ALIGN - 1) / LANES_ALIGN * LANES_ALIGN;
    *block = (struct lane_block){
        .optimizer = optimizer, .lanes = {.objective = objective, .stride = stride}
    };
    size_t bytes = quantities(optimizer) * stride * sizeof(double);
    block->memory = aligned_alloc(LINE, bytes);
    block->ids = malloc(stride * sizeof *block->ids);
    block->ends = malloc(stride * sizeof *block->ends);
    if (!block->memory || !block->ids || !block->ends) {
        lanes_finish(block);
        return RV_E_MEMORY;
    }
    memset(block->memory, 0, bytes);
    lay_out(block);
    return RV_OK;
}

void
lanes_finish(struct lane_block *block)
{
    free(block->memory);
    free(block->ids);
    free(block->ends);
    *block = (struct lane_block){0};
}

/* Who is in it --------------------------------------------------------------------- */

void
lanes_begin(struct lane_block *block, const struct rv_racer *racer, bool own,
            double target, struct lane_rates rates)
{
    const struct rv_optimizer_driver *driver = block->optimizer->driver;
    struct lanes *lanes = &block->lanes;
    lanes->own = own || (driver->rate_in_run && !rates.all_lanes);
    lanes->n = block->live = block->n_ends = 0;
    lanes->decay = racer->common[RV_COMMON_WEIGHT_DECAY];
    lanes->decay_by_rate =
        (enum rv_decay)racer->common[RV_COMMON_DECAY] == RV_DECAY_DECOUPLED;
    lanes->target = target;
    lanes->step = 0;
    lanes->rate_stride = rates.all_steps ? 0 : lanes->stride;
    block->rates = rates;
    memset(lanes->run, 0, driver->per_run * lanes->stride * sizeof(double));
    memset(lanes->coords, 0, 2 * driver->per_coord * lanes->stride * sizeof(double));
}

void
lanes_add(struct lane_block *block, size_t id, const double *h, struct rv_vec2 start)
{
    struct lanes *lanes = &block->lanes;
    size_t l = block->live++, step = lanes->own ? lanes->stride : 1;
    for (size_t p = 0; p < block->optimizer->n_params; p++)
        lanes->h[p * step + (lanes->own ? l : 0)] = h[p];
    lanes->x[l] = start.x;
    lanes->y[l] = start.y;
    lanes->first[l] = INFINITY;
    block->ids[l] = id;
}

static void
copy_column(double *array, size_t rows, size_t stride, size_t from, size_t to)
{
    for (size_t i = 0; i < rows; i++)
        array[i * stride + to] = array[i * stride + from];
}

/* Lane @to becomes what lane @from is. */
static void
copy_lane(struct lane_block *block, size_t from, size_t to)
{
    const struct rv_optimizer *optimizer = block->optimizer;
    struct lanes *lanes = &block->lanes;
    size_t stride = lanes->stride;
    double *one[] = {lanes->x, lanes->y, lanes->f, lanes->gx, lanes->gy, lanes->first};
    for (size_t i = 0; i < sizeof one / sizeof one[0]; i++)
        one[i][to] = one[i][from];
    copy_column(block->lanes.coords, 2 * optimizer->driver->per_coord, stride, from, to);
    copy_column(lanes->rates, lanes->rate_stride ? RATE_ROWS : 1, stride, from, to);
    if (lanes->own) {
        copy_column(lanes->h, optimizer->n_params, stride, from, to);
        copy_column(lanes->run, optimizer->driver->per_run, stride, from, to);
    }
    block->ids[to] = block->ids[from];
}

/* Fill the last vector; the lane that ends next is told apart from its copies by its
 * number. */
static void
pad(struct lane_block *block)
{
    struct lanes *lanes = &block->lanes;
    lanes->n = (block->live + LANES_ALIGN - 1) / LANES_ALIGN * LANES_ALIGN;
    for (size_t l = block->live; l < lanes->n; l++)
        copy_lane(block, block->live - 1, l);
}

static void
leave(struct lane_block *block, size_t l, enum lane_how how, int64_t step)
{
    const struct lanes *lanes = &block->lanes;
    double first = lanes->first[l];
    block->ends[block->n_ends++] = (struct lane_end){
        .id = block->ids[l],
        .how = how,
        .step = step,
        .first = isfinite(first) ? (int64_t)first : -1,
        .x = lanes->x[l],
        .y = lanes->y[l],
        .loss = lanes->f[l],
    };
    block->live--;
    if (l < block->live)
        copy_lane(block, block->live, l);
}

/* The lanes whose row at @step was not finite leave, and those of which only the sum was
 * not. A row that is not finite has not reached the target. */
static void
sort_out(struct lane_block *block, int64_t step)
{
    const struct lanes *b = &block->lanes;
    for (size_t l = block->live; l-- > 0;) {
        double x = b->next_x[l], y = b->next_y[l], f = b->f[l];
        if (isfinite(x + y + f + b->gx[l] + b->gy[l]))
            continue;
        bool fine = is_row_finite(x, y, f, b->gx[l], b->gy[l]);
        b->x[l] = x;
        b->y[l] = y;
        b->first[l] = b->first[l] == (double)step ? INFINITY : b->first[l];
        leave(block, l, fine ? LANE_ALONE : LANE_DIVERGED, step);
    }
    pad(block);
}

/* Steps ---------------------------------------------------------------------------- */

static void
fill_row(const struct lane_block *block, int64_t step, double *row)
{
    const struct lane_rates *r = &block->rates;
    for (size_t l = 0; l < block->live; l++)
        row[l] =
            l > 0 && r->all_lanes ? row[0] : r->rate(r->context, block->ids[l], step);
}

/* The rates of the next @rows steps; where they never change, once. */
static void
fill_rates(struct lane_block *block, size_t rows)
{
    struct lanes *lanes = &block->lanes;
    if (lanes->rate_stride == 0 && lanes->step > 0)
        return;
    for (size_t i = 0; i < (lanes->rate_stride ? rows : 1); i++)
        fill_row(block, lanes->step + (int64_t)i, lanes->rates + i * lanes->stride);
    pad(block);
}

static void
advance_rows(struct lane_block *block, size_t rows)
{
    struct lanes *lanes = &block->lanes;
    double *rates = lanes->rates;
    fill_rates(block, rows);
    for (size_t done = 0; done < rows && block->live > 0; done += lanes->taken) {
        lanes->rates = rates + done * lanes->rate_stride;
        block->optimizer->driver->lanes(lanes, rows - done);
        lanes->rates = rates;
        sort_out(block, lanes->step - 1);
    }
}

void
lanes_advance(struct lane_block *block, size_t k)
{
    size_t most = block->lanes.rate_stride ? RATE_ROWS : SIZE_MAX;
    for (size_t done = 0; done < k && block->live > 0;) {
        size_t rows = k - done < most ? k - done : most;
        advance_rows(block, rows);
        done += rows;
    }
}

void
lanes_end(struct lane_block *block)
{
    struct lanes *b = &block->lanes;
    const struct rv_surface_driver *surface = b->objective->driver;
    for (size_t l = block->live; l-- > 0;) {
        struct rv_vec2 g = surface->eval(b->objective->self, b->x[l], b->y[l], &b->f[l]);
        bool fine = is_row_finite(b->x[l], b->y[l], b->f[l], g.x, g.y);
        if (fine && b->f[l] < b->target && !isfinite(b->first[l]))
            b->first[l] = (double)b->step;
        leave(block, l, fine ? LANE_RUNNING : LANE_DIVERGED, b->step);
    }
}
