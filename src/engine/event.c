/*
 * Events from rows, one row at a time.
 *
 * Every row pays for a few products: the step, its angle with the two before it, the
 * slope where it ends. Turns (zig-zag), climbs (overshoot) and ways out of a basin are
 * watched at each of them. What needs a Hessian or a longer look back (saddle, plateau,
 * stall) is looked at where a block of eight rows ends, over the blocks in a ring.
 *
 * All that a decision depends on is in the watch and comes from rows already seen, so
 * that a replay finds the same events at the same steps. The header has the thresholds.
 */
#include <ravine/event.h>

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "basin.h"
#include "event_bias.h"
#include "event_look.h"
#include "rule.h"
#include "timeline.h"

enum {
    TURNS = 4,        /* in a row make a zig-zag */
    CALM = 6,         /* steps without a turn, or a climb, before the next */
    QUIET_FIRST = 20, /* silence after an event ... */
    QUIET_GROWTH = 4, /* ... and so many times longer after the next */
    WALK_FIRST = 4,   /* steps between two walks down, doubled ... */
    WALK_LAST = 8192, /* ... up to this */
};
static const double window_part = 0.05; /* of it is the least scale */
static const double turn_cosine = 0.05, return_cosine = 0.5;
static const double turn_length = 1e-3, climb_length = 0.03;

/* When a kind may come again. */
struct quiet {
    int count;
    int64_t until, silence;
};

struct rv_watch {
    struct rv_objective *objective;
    bool plane, ended;
    int64_t next; /* step of the next row */
    int64_t bias; /* step of RV_EVENT_BIAS; -1: never */
    struct rv_row last;
    struct rv_vec2 start, step[2]; /* the last step, and the one before it */
    double window, scale, extent;
    struct {
        int run, calm;
        bool armed;
    } turns;
    struct {
        int calm;
        bool armed, climbing, descended;
        struct rv_vec2 low;
        double low_loss;
    } climb;
    struct {
        struct basins known;
        int home;             /* -1: not known yet */
        struct rv_vec2 asked; /* where the nearest one was looked for last ... */
        double margin;        /* ... and how far around it stays the nearest */
        bool away;            /* another one is the nearest now */
        int64_t walk_at, wait;
    } basin;
    struct look look;
    struct quiet quiet[RV_EVENT_KINDS];
    struct rv_event event[RV_EVENTS_MAX];
    size_t n_events;
};
static_assert(RV_EVENTS_PER_KIND * RV_EVENT_KINDS <= RV_EVENTS_MAX, "room for all");

const char *
rv_event_caption(enum rv_event_kind kind)
{
    static const char *const captions[] = {
#define X(id, caption, meaning) caption,
        RV_EVENT_LIST(X)
#undef X
    };
    return captions[kind];
}

const char *
rv_event_meaning(enum rv_event_kind kind)
{
    static const char *const meanings[] = {
#define X(id, caption, meaning) meaning,
        RV_EVENT_LIST(X)
#undef X
    };
    return meanings[kind];
}

static void
tell(struct rv_watch *w, enum rv_event_kind kind)
{
    struct quiet *quiet = &w->quiet[kind];
    if (quiet->count == RV_EVENTS_PER_KIND || w->next < quiet->until)
        return;
    quiet->count++;
    quiet->silence = quiet->count == 1 ? QUIET_FIRST : quiet->silence * QUIET_GROWTH;
    quiet->until = w->next + quiet->silence;
    w->event[w->n_events++] = (struct rv_event){w->next, kind};
}

static double
dot(struct rv_vec2 a, struct rv_vec2 b)
{
    return a.x * b.x + a.y * b.y;
}

/* Is the cosine of the angle between @a and @b at least @cosine >= 0? */
static bool
is_along(struct rv_vec2 a, struct rv_vec2 b, double cosine)
{
    double product = dot(a, b);
    return product > 0 && product * product >= cosine * cosine * dot(a, a) * dot(b, b);
}

static bool
is_turn(const struct rv_watch *w, struct rv_vec2 step)
{
    double visible = turn_length * w->scale;
    return dot(step, step) >= visible * visible &&
           !is_along(step, w->step[0], turn_cosine) &&
           is_along(step, w->step[1], return_cosine);
}

static void
watch_turns(struct rv_watch *w, struct rv_vec2 step)
{
    if (!is_turn(w, step)) {
        w->turns.run = 0;
        w->turns.armed = w->turns.armed || ++w->turns.calm >= CALM;
        return;
    }
    w->turns.calm = 0;
    if (++w->turns.run >= TURNS && w->turns.armed) {
        w->turns.armed = false;
        tell(w, RV_EVENT_ZIGZAG);
    }
}

static void
lowest(struct rv_watch *w, const struct rv_row *row)
{
    w->climb.low = (struct rv_vec2){row->x, row->y};
    w->climb.low_loss = row->loss;
}

/* A climb begins where the slope first points up along the step. */
static void
watch_climb(struct rv_watch *w, const struct rv_row *row, struct rv_vec2 step)
{
    bool up = step.x * row->gx + step.y * row->gy > 0;
    if (!up) {
        w->climb.descended = true;
        w->climb.climbing = false;
        w->climb.armed = w->climb.armed || ++w->climb.calm >= CALM;
        return;
    }
    w->climb.calm = 0;
    if (!w->climb.climbing)
        lowest(w, &w->last);
    w->climb.climbing = true;
    if (row->loss <= w->climb.low_loss)
        lowest(w, row);
    double dx = row->x - w->climb.low.x, dy = row->y - w->climb.low.y;
    double far = climb_length * w->scale;
    if (w->climb.armed && w->climb.descended && w->turns.run < 2 &&
        row->loss > w->climb.low_loss && dx * dx + dy * dy >= far * far) {
        w->climb.armed = false;
        tell(w, RV_EVENT_OVERSHOOT);
    }
}

/* Who lives nearest may have changed once the racer is @margin away from where it was
 * asked last; only then a way down is walked. */
static void
ask_nearest(struct rv_watch *w, const struct rv_row *row)
{
    double dx = row->x - w->basin.asked.x, dy = row->y - w->basin.asked.y;
    if (dx * dx + dy * dy < w->basin.margin * w->basin.margin)
        return;
    w->basin.asked = (struct rv_vec2){row->x, row->y};
    int nearest = basins_nearest(&w->basin.known, w->basin.asked, &w->basin.margin);
    bool away = nearest != w->basin.home;
    if (away && !w->basin.away) {
        w->basin.walk_at = w->next;
        w->basin.wait = WALK_FIRST;
    }
    w->basin.away = away;
}

static void
watch_basin(struct rv_watch *w, const struct rv_row *row)
{
    if (w->basin.known.n < 2)
        return;
    ask_nearest(w, row);
    const struct quiet *quiet = &w->quiet[RV_EVENT_BASIN];
    if (!w->basin.away || w->next < w->basin.walk_at || w->next < quiet->until ||
        quiet->count == RV_EVENTS_PER_KIND)
        return;
    int home = basins_below(&w->basin.known, (struct rv_vec2){row->x, row->y});
    if (home >= 0 && home != w->basin.home) {
        if (w->basin.home >= 0)
            tell(w, RV_EVENT_BASIN);
        w->basin.home = home;
        w->basin.margin = 0; /* ask again who is nearest */
    }
    w->basin.walk_at = w->next + w->basin.wait;
    w->basin.wait = w->basin.wait < WALK_LAST ? 2 * w->basin.wait : WALK_LAST;
}

static void
widen(struct rv_watch *w, const struct rv_row *row)
{
    double far = fmax(fabs(row->x - w->start.x), fabs(row->y - w->start.y));
    if (!(far > w->extent))
        return;
    w->extent = far;
    w->scale = fmax(far, window_part * w->window);
}

static void
begin(struct rv_watch *w, const struct rv_row *row)
{
    w->start = (struct rv_vec2){row->x, row->y};
    w->scale = window_part * w->window;
    w->turns.armed = w->climb.armed = true;
    look_begin(&w->look, row, w->basin.known.best);
    w->basin.home = -1;
    w->basin.away = true;
    w->basin.wait = WALK_FIRST;
}

static bool
is_fine(const struct rv_row *row)
{
    return is_row_finite(row->x, row->y, row->loss, row->gx, row->gy);
}

static void
watch_row(struct rv_watch *w, const struct rv_row *row)
{
    if (!is_fine(row)) {
        w->ended = true;
        tell(w, RV_EVENT_DIVERGED);
        return;
    }
    if (w->next == w->bias)
        tell(w, RV_EVENT_BIAS);
    if (!w->plane)
        return;
    if (w->next == 0)
        begin(w, row);
    struct rv_vec2 step = {row->x - w->last.x, row->y - w->last.y};
    if (w->next > 0) {
        widen(w, row);
        watch_turns(w, step);
        watch_climb(w, row, step);
        unsigned seen =
            look_row(&w->look, w->objective, row, step, w->climb.climbing, w->scale);
        for (int kind = 0; seen; kind++, seen >>= 1)
            if (seen & 1)
                tell(w, (enum rv_event_kind)kind);
    }
    watch_basin(w, row);
    w->step[1] = w->step[0];
    w->step[0] = w->next > 0 ? step : (struct rv_vec2){0, 0};
    w->last = *row;
}

void
rv_watch_feed(struct rv_watch *w, int64_t first, const struct rv_row *rows, size_t n)
{
    assert(first <= w->next);
    int64_t end = first + (int64_t)n;
    while (w->next < end && w->next < RV_EVENT_STEPS && !w->ended) {
        watch_row(w, &rows[w->next - first]);
        w->next++;
    }
    if (w->next >= end || w->ended)
        return;
    w->next = end - 1;
    w->ended = !is_fine(&rows[n - 1]);
    if (w->ended)
        tell(w, RV_EVENT_DIVERGED);
    w->next = end;
}

const struct rv_event *
rv_watch_events(const struct rv_watch *w, size_t *n)
{
    *n = w->n_events;
    return w->event;
}

static void
know_surface(struct rv_watch *w)
{
    w->basin.known.best = NAN;
    if (!rv_objective_surface(w->objective))
        return;
    basins_init(&w->basin.known, w->objective);
    struct rv_window window = rv_objective_window(w->objective);
    w->window = fmax(window.x1 - window.x0, window.y1 - window.y0);
}

enum rv_status
rv_watch_create(struct rv_watch **out, struct rv_objective *objective,
                const struct rv_document *document, size_t racer, struct rv_error *error)
{
    *out = NULL;
    if (racer >= document->n_racers)
        return rv_fail(error, RV_E_RANGE, "there is no racer %zu", racer + 1);
    struct rv_watch *w = calloc(1, sizeof *w);
    if (!w)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    w->objective = rv_objective_ref(objective);
    w->plane = rv_objective_dimension(objective) == 2;
    w->bias = bias_step(document, racer);
    know_surface(w);
    *out = w;
    return RV_OK;
}

size_t
watch_size(void)
{
    return sizeof(struct rv_watch);
}

void
rv_watch_destroy(struct rv_watch *w)
{
    if (!w)
        return;
    rv_objective_unref(w->objective);
    free(w);
}
