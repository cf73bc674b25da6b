/*
 * The job that fills a field's raster, in passes: a coarse one first, each point the
 * centre of a block of @stride dots, then finer ones. The caller gives it what is left of
 * a frame; it looks at the clock after every few points, because one row of a loss over
 * many data takes longer than a frame. How coarse it begins follows from what the first
 * points take: the first picture shall come within a frame.
 */
#include <string.h>
#include <time.h>

#include "field_parts.h"

enum {
    STRIDE_FIRST = 8,
    STRIDE_MOST = 128,
    POINTS_FIRST = 4,       /* timed to choose the stride, unless one takes long */
    CHUNK_NS = 1000000,     /* between looks at the clock */
    ROWS_NS = 100000,       /* rows that take less are timed several at once */
    KEY_NS = 8000000,       /* a key should not wait longer */
    PICTURE_NS = 8000000,   /* for the first pass */
    QUARTER_NS = 300000000, /* a pass may be four times as fine if it takes no longer */
};

static int64_t
clock_ns(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t
now_ns(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

/* Points are timed without what other programs take of the processor meanwhile: one such
 * break would else count as a slow surface. */
static int64_t
busy_ns(void)
{
    return clock_ns(CLOCK_PROCESS_CPUTIME_ID);
}

static int
at_most(int a, int b)
{
    return a < b ? a : b;
}

static int
blocks(int dots, int stride)
{
    return (dots + stride - 1) / stride;
}

/* What a pass of @stride takes, by what points have taken so far. */
static double
pass_ns(const struct field *field, int stride)
{
    return field->job.point_ns * blocks(field->w, stride) * blocks(field->h, stride);
}

/* Spread the @n values of the row from block @first on over their blocks. */
static void
fill_blocks(struct field *field, const double *value, int first, int n)
{
    int stride = field->job.stride, from = first * stride;
    int to = at_most(from + n * stride, field->w);
    int end = at_most(field->job.row + stride, field->h);
    double *top = field->value + field->job.row * field->w;
    for (int i = 0, col = from; i < n; i++)
        for (int k = 0; k < stride && col < to; k++)
            top[col++] = value[i];
    for (int row = field->job.row + 1; row < end; row++)
        memcpy(field->value + row * field->w + from, top + from,
               (size_t)(to - from) * sizeof *top);
}

static void
work_points(struct field *field, field_values_fn *values, void *ctx, int n)
{
    struct field_job *job = &field->job;
    const struct view *view = &field->view;
    double *x = field->scratch, *value = x + field->w;
    for (int i = 0; i < n; i++) {
        int col = (job->next + i) * job->stride + job->stride / 2;
        double center = at_most(col, field->w - 1) + 0.5;
        x[i] = view->x0 + center / field->w * (view->x1 - view->x0);
    }
    double center = at_most(job->row + job->stride / 2, field->h - 1) + 0.5;
    double y = view->y1 - center / field->h * (view->y1 - view->y0);
    values(ctx, x, y, (size_t)n, value);
    fill_blocks(field, value, job->next, n);
}

static void
begin_pass(struct field_job *job, int stride)
{
    job->stride = stride;
    job->next = job->row = 0;
    job->too_many = 0;
    job->stage = COMPUTE;
}

/* The first points are in: begin again with larger blocks if all would take too long. */
static void
choose_stride(struct field *field)
{
    int stride = STRIDE_FIRST;
    while (stride < STRIDE_MOST && pass_ns(field, stride) > PICTURE_NS)
        stride *= 2;
    if (stride != STRIDE_FIRST)
        begin_pass(&field->job, stride);
}

/* No coarse pass is needed where all points take no longer than it may. */
static bool
skips_to_the_end(const struct field *field)
{
    const struct field_job *job = &field->job;
    return job->timed && job->row > 0 && job->stride > 1 &&
           pass_ns(field, 1) < PICTURE_NS;
}

/* All at once if that fits into what is @left of the frame. */
static int
next_stride(const struct field *field, double left)
{
    int stride = field->job.stride;
    if (pass_ns(field, 1) < left)
        return 1;
    if (stride >= 4 && pass_ns(field, stride / 4) < QUARTER_NS)
        return stride / 4;
    return stride / 2;
}

/* How many points are asked for at once follows from what @n took: more while that is
 * little, or while more at once make each cheaper, as where all data are read for each
 * question; fewer where a key would wait. Where it waits for a single point already, many
 * are asked for if that makes each much cheaper. */
static void
learn(struct field_job *job, int n, double taken)
{
    double each = taken / n;
    bool cheap = taken < CHUNK_NS, fits = taken < KEY_NS, pays;
    pays = n > job->chunk && (cheap || each < (fits ? 0.8 : 0.6) * job->point_ns);
    if (n == 1 && (job->one_ns <= 0 || taken < job->one_ns))
        job->one_ns = taken;
    if (!fits && n > 1 && job->one_ns < KEY_NS) {
        job->too_many = n;
        job->chunk = at_most(job->chunk, n / 2);
        pays = false;
    } else if (pays) {
        job->chunk = n;
    }
    bool alone = n == 1 && taken < KEY_NS / 2; /* which says little of many */
    job->grow = cheap || pays || alone;
}

/* How many of the @left points of a row are next. */
static int
points_at_once(const struct field_job *job, int left)
{
    bool more = job->grow && (!job->too_many || 2 * job->chunk < job->too_many);
    return at_most(more ? 2 * job->chunk : job->chunk, left);
}

/* How many rows of @row points are next, where a whole one is: to look at the clock takes
 * as long as some rows of a plain formula. */
static int
rows_at_once(const struct field *field, int row, int n)
{
    const struct field_job *job = &field->job;
    double rows = ROWS_NS / (job->point_ns * row + 1);
    int left = blocks(field->h - job->row, job->stride);
    if (n < row || !job->timed || rows < 2)
        return 1;
    return rows < left ? (int)rows : left;
}

/* Some points of the pass. @return whether it has all of them. */
static bool
advance(struct field *field, field_values_fn *values, void *ctx)
{
    struct field_job *job = &field->job;
    int row = blocks(field->w, job->stride), n = points_at_once(job, row - job->next);
    int rows = rows_at_once(field, row, n);
    int64_t from = busy_ns();
    work_points(field, values, ctx, n);
    for (int i = 1; i < rows; i++) {
        job->row += job->stride;
        work_points(field, values, ctx, n);
    }
    double taken = (double)(busy_ns() - from + 1) / rows;
    learn(job, n, taken);
    if (n >= job->chunk || n == row || job->point_ns <= 0)
        job->point_ns = taken / n;
    bool settled = n >= POINTS_FIRST || n == row || !job->grow;
    job->next += n;
    if (job->next >= row) {
        job->next = 0;
        job->row += job->stride;
        job->grow = true;
    }
    if (settled && !job->timed) {
        job->timed = true;
        choose_stride(field);
    }
    return job->row >= field->h;
}

bool
field_work(struct field *field, field_values_fn *values, void *ctx, double best,
           int64_t deadline_ns)
{
    struct field_job *job = &field->job;
    if (!job->stride) {
        begin_pass(job, STRIDE_FIRST);
        job->chunk = 1;
    }
    for (int64_t now = now_ns(); !field->done && now < deadline_ns; now = now_ns()) {
        if (job->stage == COMPUTE) {
            if (advance(field, values, ctx))
                job->stage++;
            else if (skips_to_the_end(field))
                begin_pass(job, 1);
            continue;
        }
        if (!field_settle(field, best))
            continue;
        field->done = job->stride == 1;
        if (!field->done)
            begin_pass(job, next_stride(field, (double)(deadline_ns - now_ns())));
    }
    return field->done;
}
