/*
 * Maps against the same cells one by one, and how long a whole map takes: 160 x 60 cells
 * of 500 steps on Rosenbrock, learning rate against another setting.
 */
#define BENCH_CLOCK CLOCK_PROCESS_CPUTIME_ID
#include <stdint.h>

#include <ravine/ravine.h>

#include "bench.h"

enum { WIDTH = 160, HEIGHT = 60, STEPS = 500, FEW = 6, BLOCK = 512 };

struct side {
    const char *key;
    double lo, hi;
};

struct contest {
    const char *rule, *surface;
    struct side x, y;
    double at_most_ms, at_least; /* 0: for information */
    struct rv_objective *objective;
    struct rv_document document;
    struct rv_map_plan plan;
    double sum; /* of the losses: the work is used */
};

static rv_key
key_of(const struct contest *c, const char *name)
{
    if (name[0] == 's')
        return name[6] == 'x' ? RV_KEY_START_X : RV_KEY_START_Y;
    return rv_racer_key(&c->document.racers[0], name);
}

static void
begin(struct contest *c)
{
    struct rv_racer racer;
    rv_document_init(&c->document, (size_t)rv_surface_find(c->surface));
    rv_racer_init(&racer, (size_t)rv_optimizer_find(c->rule));
    rv_racer_set(&racer, 0, 1e-4);
    rv_document_add_racer(&c->document, &racer, NULL);
    if (rv_objective_create(&c->objective, &c->document.surface, NULL) != RV_OK)
        abort();
    c->plan = (struct rv_map_plan){
        .x = {key_of(c, c->x.key), c->x.lo, c->x.hi, RV_MAP_LINEAR},
        .y = {key_of(c, c->y.key), c->y.lo, c->y.hi, RV_MAP_LINEAR},
        .width = WIDTH,
        .height = HEIGHT,
        .steps = STEPS,
        .target = 1e-3,
    };
}

static void
make_map(struct contest *c, size_t height)
{
    struct rv_map *map;
    struct rv_map_plan plan = c->plan;
    plan.until = height;
    if (rv_map_create(&map, c->objective, &c->document, 0, &plan, NULL) != RV_OK ||
        rv_map_work(map, INT64_MAX) != RV_OK)
        abort();
    for (size_t i = 0; i < WIDTH; i++)
        c->sum += rv_map_cell(map, i, 0)->loss;
    rv_map_destroy(map);
}

static void
map_whole(void *context)
{
    make_map(context, HEIGHT);
}

static void
map_few(void *context)
{
    make_map(context, FEW);
}

static void
set(struct rv_document *document, rv_key key, double value)
{
    struct rv_racer *racer = &document->racers[0];
    racer->own_start = true;
    if (key == RV_KEY_START_X)
        racer->start.x = value;
    else if (key == RV_KEY_START_Y)
        racer->start.y = value;
    else
        rv_racer_set(racer, key, value);
}

/* First step below the target, and the last loss. */
static void
run_cell(struct contest *c, const struct rv_document *document)
{
    static struct rv_row rows[BLOCK];
    struct rv_run *run;
    int64_t first = -1;
    if (rv_run_create(&run, c->objective, document, 0, NULL, NULL) != RV_OK)
        abort();
    size_t taken = rv_run_advance(run, STEPS, rows);
    for (size_t i = 0; i < taken && first < 0; i++)
        first = rows[i].loss < c->plan.target ? (int64_t)i : -1;
    struct rv_row last;
    rv_run_row(run, &last);
    c->sum += last.loss + (double)first;
    rv_run_destroy(run);
}

static void
cells_few(void *context)
{
    struct contest *c = context;
    static struct rv_document document;
    document = c->document;
    document.racers[0].start = rv_document_start(&c->document, 0);
    for (size_t row = 0; row < FEW; row++)
        for (size_t column = 0; column < WIDTH; column++) {
            set(&document, c->plan.x.key, rv_map_value(&c->plan.x, WIDTH, column));
            set(&document, c->plan.y.key, rv_map_value(&c->plan.y, HEIGHT, row));
            run_cell(c, &document);
        }
}

static int
measure(struct contest *c)
{
    char text[80], goal[40] = "for information";
    double ours, theirs, times[BENCH_ROUNDS];
    begin(c);
    bench_pair(map_few, cells_few, c, &ours, &theirs);
    snprintf(text, sizeof text, "%s, %s, %s by %s: map / cells", c->rule, c->surface,
             c->x.key, c->y.key);
    if (c->at_least > 0)
        snprintf(goal, sizeof goal, "at least %g", c->at_least);
    int good = bench_report(text, theirs / ours, "x", goal, theirs / ours >= c->at_least);
    size_t rounds = BENCH_ROUNDS / 4;
    for (size_t i = 0; i < rounds; i++)
        times[i] = bench_time(map_whole, c);
    double ms = 1e3 * bench_median(times, rounds);
    printf("    %.3g ns a cell and step\n", ms * 1e6 / ((double)WIDTH * HEIGHT * STEPS));
    if (c->at_most_ms > 0)
        snprintf(goal, sizeof goal, "at most %g", c->at_most_ms);
    good &= bench_report("    160 x 60 cells of 500 steps", ms, "ms", goal,
                         c->at_most_ms == 0 || ms <= c->at_most_ms);
    rv_objective_unref(c->objective);
    return good;
}

int
main(void)
{
    static const struct {
        const char *rule, *surface, *x, *y;
        double lo, hi, y_lo, y_hi, at_most_ms, at_least;
    } rows[] = {
        {"gd",       "rosenbrock", "lr",      "start.y", 1e-5, 5e-4, -1,  1,     4,  6},
        {"gd",       "rosenbrock", "start.x", "start.y", -1,   1,    -1,  1,     4,  6},
        {"momentum", "rosenbrock", "lr",      "beta",    1e-5, 5e-5, 0,   0.9,   4,  6},
        {"adam",     "rosenbrock", "lr",      "beta1",   1e-4, 1e-2, 0,   0.9,   25, 6},
        {"adam",     "rosenbrock", "beta1",   "beta2",   0,    0.9,  0.9, 0.999, 0,  0},
        {"adamw",    "rosenbrock", "lr",      "beta1",   1e-4, 1e-2, 0,   0.9,   0,  0},
        {"gd",       "rosenbrock", "lr",      "start.y", 1e-5, 5e-3, -1,  1,     0,  0}, /* half diverge */
        {"rmsprop",  "rosenbrock", "lr",      "beta",    1e-4, 1e-2, 0.5, 0.99,  0,  0},
        {"nesterov", "rosenbrock", "lr",      "beta",    1e-5, 1e-4, 0.5, 0.9,   0,  0},
        {"momentum", "rastrigin",  "lr",      "beta",    1e-5, 1e-3, 0,   0.9,   0,  0},
        {"momentum", "logistic",   "lr",      "beta",    1e-3, 1e-1, 0,   0.9,   0,  0},
    };
    int good = 1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        static struct contest c;
        c.rule = rows[i].rule;
        c.surface = rows[i].surface;
        c.x = (struct side){rows[i].x, rows[i].lo, rows[i].hi};
        c.y = (struct side){rows[i].y, rows[i].y_lo, rows[i].y_hi};
        c.at_most_ms = rows[i].at_most_ms;
        c.at_least = rows[i].at_least;
        good &= measure(&c);
    }
    return good ? 0 : 1;
}
