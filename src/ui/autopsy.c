#include "autopsy.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The window is so wide, on its shorter side, that the step takes up this share of it;
 * it changes by doubling, and only when the step would become too small or too large. */
#define SHARE 0.22
#define SHARE_LEAST 0.1
#define SHARE_MOST 0.45
#define DIRECTION 0.33 /* length of an arrow that shows a direction alone */

static void
drop(struct autopsy *a)
{
    rv_explanation_destroy(a->explanation);
    a->explanation = NULL;
    a->version = 0;
}

void
autopsy_open(struct model *model)
{
    struct autopsy *a = &model->autopsy;
    if (a->open)
        return;
    *a = (struct autopsy){.open = true, .before = model->window};
}

void
autopsy_close(struct model *model)
{
    struct autopsy *a = &model->autopsy;
    if (!a->open)
        return;
    model->window = a->before;
    model->generation++;
    autopsy_forget(model);
}

void
autopsy_forget(struct model *model)
{
    drop(&model->autopsy);
    model->autopsy = (struct autopsy){0};
}

void
autopsy_walk(struct model *model, int by)
{
    struct autopsy *a = &model->autopsy;
    if (!a->open) {
        autopsy_open(model);
        return;
    }
    size_t n = a->explanation ? rv_explanation_count(a->explanation) : 0;
    if (n > 0)
        a->stage = (a->stage + n + (size_t)((long)n + by)) % n;
}

/* The window ------------------------------------------------------------------------ */

static bool
same_window(const struct rv_window *a, const struct rv_window *b)
{
    return a->x0 == b->x0 && a->x1 == b->x1 && a->y0 == b->y0 && a->y1 == b->y1;
}

/* Well inside, so that the next step is too. */
static bool
is_amid(const struct rv_window *w, double x, double y)
{
    double u = (x - w->x0) / (w->x1 - w->x0), v = (y - w->y0) / (w->y1 - w->y0);
    return u > 0.15 && u < 0.85 && v > 0.15 && v < 0.85;
}

static double
shorter_side(const struct rv_window *w)
{
    return fmin(w->x1 - w->x0, w->y1 - w->y0);
}

/* Of a step that goes nowhere, as much as a twentieth of the scene. */
static double
step_length(const struct model *model, const double *from, const double *to)
{
    double length = hypot(to[0] - from[0], to[1] - from[1]);
    double least = 1e-8 * fmax(1e-3, fmax(fabs(from[0]), fabs(from[1])));
    if (isfinite(length) && length > least)
        return length;
    return shorter_side(&model_document(model)->window) / 20;
}

static void
zoom_to(struct model *model, const double *from, const double *to, double length)
{
    double side = exp2(ceil(log2(length / SHARE)));
    double x = (from[0] + to[0]) / 2, y = (from[1] + to[1]) / 2;
    if (!isfinite(x) || !isfinite(y)) {
        x = from[0];
        y = from[1];
    }
    struct rv_window w = {x - side / 2, x + side / 2, y - side / 2, y + side / 2};
    if (!isfinite(w.x1 - w.x0) || !isfinite(w.y1 - w.y0) ||
        same_window(&w, &model->window))
        return;
    model->window = model->autopsy.window = w;
    model->autopsy.zoomed = true;
    model->generation++;
}

/* Somebody who zooms is left alone as long as the step can be seen. */
static void
follow(struct model *model)
{
    struct autopsy *a = &model->autopsy;
    const double *from = rv_explanation_theta(a->explanation);
    const double *to = rv_explanation_next(a->explanation);
    const struct rv_window *w = &model->window;
    double length = step_length(model, from, to);
    bool own = !a->zoomed || same_window(w, &a->window);
    bool amid = is_amid(w, from[0], from[1]) && is_amid(w, to[0], to[1]);
    double share = length / shorter_side(w);
    bool fits = share > SHARE_LEAST && share < SHARE_MOST;
    if (!a->zoomed || !amid || (own && !fits))
        zoom_to(model, from, to, length);
}

void
autopsy_update(struct model *model)
{
    struct autopsy *a = &model->autopsy;
    size_t racer = model->racer;
    if (!a->open || (a->racer == racer && a->step == model->playhead &&
                     a->version == model->version[racer]))
        return;
    drop(a);
    a->racer = racer;
    a->step = model->playhead;
    a->version = model->version[racer];
    const struct rv_run *run = rv_timeline_at(model->timeline[racer], model->playhead);
    if (rv_explain(&a->explanation, run, &a->error) != RV_OK)
        return;
    size_t n = rv_explanation_count(a->explanation);
    a->stage = a->stage < n ? a->stage : n - 1;
    follow(model);
}

/* Arrows ---------------------------------------------------------------------------- */

/* What one arrow shows: the last stage of its kind, or the highlighted one. */
struct kind {
    bool known, chosen;
    size_t stage;
    double sign;
    struct rv_vec2 value;
    struct rv_stage about;
};
enum { KIND_GRADIENT, KIND_MOMENTUM, KIND_CORRECTED, KIND_DIRECTION, KIND_AHEAD, KINDS };

static int
kind_of(const struct rv_stage *stage)
{
    switch (stage->role) {
    case RV_ROLE_GRADIENT:
    case RV_ROLE_BATCH:
    case RV_ROLE_NOISE:
    case RV_ROLE_CLIP:
        return KIND_GRADIENT;
    case RV_ROLE_DECAY: /* in the gradient; beside the step it has another symbol */
        return strcmp(stage->symbol, "g") == 0 ? KIND_GRADIENT : KINDS;
    case RV_ROLE_MOMENTUM:
    case RV_ROLE_VELOCITY:
        return KIND_MOMENTUM;
    case RV_ROLE_CORRECTED:
        return KIND_CORRECTED;
    case RV_ROLE_DIRECTION:
        return KIND_DIRECTION;
    case RV_ROLE_LOOK_AHEAD:
        return KIND_AHEAD;
    case RV_ROLE_NUMBER:
    case RV_ROLE_RATE:
    case RV_ROLE_SECOND_MOMENT:
    case RV_ROLE_CURVATURE:
    case RV_ROLE_STEP:
    case RV_ROLE_AVERAGE:
    case RV_ROLE_POINT:
        break;
    }
    return KINDS;
}

static void
find_kinds(const struct autopsy *a, struct kind kinds[KINDS])
{
    const struct rv_explanation *e = a->explanation;
    memset(kinds, 0, KINDS * sizeof *kinds);
    for (size_t i = 0; i < rv_explanation_count(e); i++) {
        struct rv_stage stage = rv_explanation_stage(e, i);
        int k = kind_of(&stage);
        struct rv_vec2 v;
        if (k == KINDS || stage.once || kinds[k].chosen ||
            !rv_explanation_value(e, i, 0, &v.x) || !rv_explanation_value(e, i, 1, &v.y))
            continue;
        bool added = stage.role == RV_ROLE_VELOCITY || stage.role == RV_ROLE_DIRECTION;
        kinds[k] = (struct kind){.known = true,
                                 .chosen = i == a->stage,
                                 .stage = i,
                                 .sign = added ? 1 : -1,
                                 .value = v,
                                 .about = stage};
    }
}

static void
name_arrow(const struct model *model, const struct kind *kind, char *label, size_t size)
{
    bool ascii = model->theme.ascii;
    char symbol[16];
    rv_explanation_symbol(model->autopsy.explanation, kind->stage,
                          ascii ? RV_SCRIPT_ASCII : RV_SCRIPT_UTF8, symbol,
                          sizeof symbol);
    snprintf(label, size, "%s%s", kind->sign > 0 ? "" : ascii ? "-" : "−", symbol);
}

static bool
is_visible(struct rv_vec2 from, struct rv_vec2 to)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    return isfinite(length) && length > 0;
}

/* Its direction alone, so long that all of them can be seen beside each other. */
static bool
make_direction(const struct model *model, int k, const struct kind *kind,
               struct rv_vec2 from, struct autopsy_arrow *arrow)
{
    static const double share[KINDS] = {[KIND_GRADIENT] = DIRECTION,
                                        [KIND_MOMENTUM] = DIRECTION * 0.8,
                                        [KIND_CORRECTED] = DIRECTION * 1.15,
                                        [KIND_DIRECTION] = DIRECTION};
    double length = hypot(kind->value.x, kind->value.y);
    double scale =
        kind->sign * share[k] * shorter_side(&model->window) / (length > 0 ? length : 1);
    *arrow = (struct autopsy_arrow){
        .role = kind->about.role, .from = from, .chosen = kind->chosen};
    arrow->to =
        (struct rv_vec2){from.x + kind->value.x * scale, from.y + kind->value.y * scale};
    name_arrow(model, kind, arrow->label, sizeof arrow->label);
    return is_visible(arrow->from, arrow->to);
}

/* A velocity that is all that is added is the step itself. */
static bool
is_step(const struct kind *kind, struct rv_vec2 from, const double *to)
{
    double off =
        hypot(kind->value.x - (to[0] - from.x), kind->value.y - (to[1] - from.y));
    return kind->about.role == RV_ROLE_VELOCITY &&
           off <= 1e-6 * hypot(kind->value.x, kind->value.y);
}

static struct autopsy_arrow
make_step(const struct model *model, struct rv_vec2 from)
{
    const struct autopsy *a = &model->autopsy;
    const double *next = rv_explanation_next(a->explanation);
    enum rv_role role = rv_explanation_stage(a->explanation, a->stage).role;
    return (struct autopsy_arrow){
        .role = RV_ROLE_STEP,
        .label = "step",
        .from = from,
        .to = {next[0], next[1]},
        .to_scale = true,
        .chosen = role == RV_ROLE_STEP || role == RV_ROLE_POINT
    };
}

size_t
autopsy_arrows(const struct model *model, struct autopsy_arrow arrows[AUTOPSY_ARROWS_MAX])
{
    const struct autopsy *a = &model->autopsy;
    struct kind kinds[KINDS];
    size_t n = 0;
    if (!a->open || !a->explanation)
        return 0;
    const double *theta = rv_explanation_theta(a->explanation);
    struct rv_vec2 here = {theta[0], theta[1]}, probed = here;
    find_kinds(a, kinds);
    const struct kind *ahead = &kinds[KIND_AHEAD];
    if (ahead->known && is_visible(here, ahead->value)) {
        probed = ahead->value;
        arrows[n] = (struct autopsy_arrow){.role = RV_ROLE_LOOK_AHEAD,
                                           .from = here,
                                           .to = probed,
                                           .to_scale = true,
                                           .chosen = ahead->chosen};
        snprintf(arrows[n++].label, sizeof arrows->label, "ahead");
    }
    struct autopsy_arrow step = make_step(model, here);
    struct kind *momentum = &kinds[KIND_MOMENTUM];
    if (momentum->known && is_step(momentum, here, rv_explanation_next(a->explanation))) {
        step.chosen |= momentum->chosen;
        momentum->known = false;
        snprintf(step.label, sizeof step.label, "step = v");
    }
    for (int k = 0; k < KIND_AHEAD; k++)
        if (kinds[k].known &&
            make_direction(model, k, &kinds[k], k == KIND_GRADIENT ? probed : here,
                           &arrows[n]))
            n++;
    arrows[n] = step;
    return n + is_visible(arrows[n].from, arrows[n].to);
}

struct style
autopsy_style(const struct model *model, enum rv_role role)
{
    enum { SAND = 1, SKY, YELLOW, PINK };
    const struct theme *theme = &model->theme;
    struct style style = theme_bold(theme, ROLE_TEXT);
    switch (role) {
    case RV_ROLE_GRADIENT:
    case RV_ROLE_NOISE:
    case RV_ROLE_CLIP:
    case RV_ROLE_DECAY:
        style.fg = theme_racer(theme, SAND).color;
        break;
    case RV_ROLE_BATCH:
        return theme_bold(theme, ROLE_BATCH);
    case RV_ROLE_MOMENTUM:
    case RV_ROLE_VELOCITY:
    case RV_ROLE_DIRECTION:
        style.fg = theme_racer(theme, SKY).color;
        break;
    case RV_ROLE_CORRECTED:
        style.fg = theme_racer(theme, YELLOW).color;
        break;
    case RV_ROLE_LOOK_AHEAD:
        style.fg = theme_racer(theme, PINK).color;
        break;
    case RV_ROLE_POINT:
    case RV_ROLE_AVERAGE:
        style.fg = theme_racer(theme, model->racer).color;
        break;
    case RV_ROLE_STEP:
        return theme_bold(theme, ROLE_BRIGHT);
    case RV_ROLE_NUMBER:
    case RV_ROLE_RATE:
    case RV_ROLE_SECOND_MOMENT:
    case RV_ROLE_CURVATURE:
        break;
    }
    return style;
}
