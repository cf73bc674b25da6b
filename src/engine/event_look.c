/*
 * Saddles, plateaus, stalls: what the quadratic model at a row says about the blocks
 * before it. The Hessian is asked for where the gradient has become small or the steps
 * short; while nothing comes of it, seldomer.
 */
#include "event_look.h"

#include <math.h>

#include <ravine/event.h>

enum { WAIT_LAST = 8, STALL_BLOCKS = 4, NEWTON_MAX = 40 };
static const double small_gradient = 0.05;   /* of the largest */
static const double near = 0.05, far = 0.15; /* of the scale: to a saddle */
static const double flat_part = 0.1, flat_over = 0.5, flat_matters = 1e-3;
static const double stall_step = 0.15, stall_rate = 0.25, stall_part = 0.3,
                    stall_matters = 0.05;

/* The quadratic model at a row. */
struct model {
    double low, high; /* eigenvalues */
    double dx, dy;    /* Newton's step, H^-1 g */
    double distance;  /* its length: to the model's critical point */
    double gain;      /* down to it; not known where it is no minimum: NaN */
};

void
look_begin(struct look *look, const struct rv_row *row, double best)
{
    look->best = best;
    look->top = row->loss;
    look->steepest = row->gx * row->gx + row->gy * row->gy;
    look->wait = 1;
    for (int i = 0; i < LOOK_BLOCKS; i++)
        look->ring[i].loss = row->loss;
}

static bool
model_at(const struct rv_objective *objective, const struct rv_row *row,
         struct model *model)
{
    double h[4], at[2] = {row->x, row->y};
    if (!rv_objective_hessian(objective, at, h))
        return false;
    double middle = h[0] / 2 + h[3] / 2, half = hypot((h[0] - h[3]) / 2, h[1]);
    double det = h[0] * h[3] - h[1] * h[1];
    model->dx = (h[3] * row->gx - h[1] * row->gy) / det;
    model->dy = (h[0] * row->gy - h[1] * row->gx) / det;
    model->low = middle - half;
    model->high = middle + half;
    model->distance = hypot(model->dx, model->dy);
    model->gain = model->low > 0 ? (model->dx * row->gx + model->dy * row->gy) / 2 : NAN;
    return isfinite(model->low) && isfinite(model->high);
}

/* The block that ended @ago blocks before the last one. */
static const struct look_block *
block(const struct look *look, int ago)
{
    return &look->ring[(look->blocks - 1 - ago) % LOOK_BLOCKS];
}

/* What can still be gained from @row. */
static double
gain_of(const struct look *look, const struct model *model, const struct rv_row *row)
{
    if (!isnan(model->gain))
        return model->gain;
    return isnan(look->best) ? look->top - row->loss : row->loss - look->best;
}

/* Newton's way to a point without slope: its critical points are of every kind. */
static bool
is_near_saddle(const struct rv_objective *objective, const struct rv_row *row,
               double reach)
{
    struct model model;
    struct rv_row at = *row;
    for (int i = 0; i < NEWTON_MAX; i++) {
        if (!model_at(objective, &at, &model) || !(model.distance <= reach))
            return false;
        double before = model.distance;
        double here[2] = {at.x - model.dx, at.y - model.dy}, g[2];
        rv_objective_peek(objective, here, g);
        at = (struct rv_row){.x = here[0], .y = here[1], .gx = g[0], .gy = g[1]};
        if (hypot(at.x - row->x, at.y - row->y) > reach)
            return false;
        if (before <= 1e-6 * reach)
            return model.low < 0 && model.high > 0;
    }
    return false;
}

static bool
sees_saddle(struct look *look, const struct model *model, double scale)
{
    if (look->saddle)
        look->saddle = model->low < 0 && model->distance <= far * scale;
    return !look->saddle && model->low < 0 && model->high > 0 &&
           model->distance <= near * scale;
}

static bool
sees_plateau(struct look *look, const struct rv_row *row, double gain, double before,
             bool small)
{
    double fall = before - row->loss;
    if (look->plateau) {
        look->plateau = fall < flat_over * gain;
        return false;
    }
    bool matters = gain >= flat_matters * (look->top - row->loss);
    bool flat = fall >= 0 && fall <= flat_part * gain;
    return look->plateau = small && matters && flat && !look->saddle;
}

static bool
sees_stall(struct look *look, const struct rv_row *row, double gain)
{
    double path = 0, slope = 0, before = block(look, STALL_BLOCKS)->loss;
    bool climbed = false;
    for (int ago = 0; ago < STALL_BLOCKS; ago++) {
        path += block(look, ago)->path;
        slope += block(look, ago)->slope;
        climbed = climbed || block(look, ago)->climbed;
    }
    double longest = sqrt(look->longest), steepest = sqrt(look->steepest);
    double mean = path / (STALL_BLOCKS * LOOK_ROWS);
    bool shrunk =
        mean <= stall_step * longest && path * steepest <= stall_rate * longest * slope;
    bool matters = gain >= stall_matters * (look->top - row->loss);
    return look->stalled = shrunk && matters && !climbed && !look->saddle &&
                           before - row->loss <= stall_part * gain;
}

/* Is a Hessian worth its price at this block's end? */
static bool
may_look(struct look *look, bool small)
{
    double shrunk = stall_step * LOOK_ROWS;
    double path = block(look, 0)->path;
    bool short_steps = !look->stalled && path * path <= shrunk * shrunk * look->longest;
    bool worth = small || short_steps || look->saddle;
    if (small != look->small || !worth) {
        look->wait = 1;
        look->asleep = 0;
    }
    look->small = small;
    if (!worth)
        return false;
    if (look->asleep > 0) {
        look->asleep--;
        return false;
    }
    return true;
}

static unsigned
look_back(struct look *look, const struct rv_objective *objective,
          const struct rv_row *row, double scale)
{
    struct model model;
    /* The loss 40 rows ago stands in the block that this one takes the place of. */
    struct look_block *oldest = &look->ring[look->blocks % LOOK_BLOCKS];
    double before = oldest->loss;
    *oldest = look->open;
    look->blocks++;
    double squared = row->gx * row->gx + row->gy * row->gy;
    bool small = squared <= small_gradient * small_gradient * look->steepest;
    if (!may_look(look, small) || !model_at(objective, row, &model))
        return 0;
    double gain = gain_of(look, &model, row);
    unsigned seen = 0;
    if (sees_saddle(look, &model, scale) && small &&
        is_near_saddle(objective, row, 2 * near * scale)) {
        look->saddle = true;
        seen |= 1u << RV_EVENT_SADDLE;
    }
    if (look->blocks >= LOOK_BLOCKS && sees_plateau(look, row, gain, before, small))
        seen |= 1u << RV_EVENT_PLATEAU;
    if (look->blocks > STALL_BLOCKS && !look->stalled && sees_stall(look, row, gain))
        seen |= 1u << RV_EVENT_STALL;
    look->wait = seen ? 1 : 2 * look->wait;
    look->wait = look->wait < WAIT_LAST ? look->wait : WAIT_LAST;
    look->asleep = look->wait - 1;
    return seen;
}

unsigned
look_row(struct look *look, const struct rv_objective *objective,
         const struct rv_row *row, struct rv_vec2 step, bool climbing, double scale)
{
    double slope = row->gx * row->gx + row->gy * row->gy;
    double path = step.x * step.x + step.y * step.y;
    look->top = row->loss > look->top ? row->loss : look->top;
    look->steepest = slope > look->steepest ? slope : look->steepest;
    look->longest = path > look->longest ? path : look->longest;
    look->open.path += sqrt(path);
    look->open.slope += sqrt(slope);
    look->open.climbed = look->open.climbed || climbing;
    if (++look->rows < LOOK_ROWS)
        return 0;
    look->open.loss = row->loss;
    unsigned seen = look_back(look, objective, row, scale);
    look->open = (struct look_block){0};
    look->rows = 0;
    return seen;
}
