/*
 * The engine's speed: one trajectory with recording, by the public API in blocks, against
 * a loop written by hand for that one problem; the same as n numbers; and timelines.
 */
#include <stdint.h>
#include <string.h>

#include <ravine/ravine.h>

#include "bench.h"
#include "bench_engine_fused.h"

enum { STEPS = 50000, BLOCK = FUSED_BLOCK, RACERS = 12, FAR = 1000000, SEEKS = 2000 };

struct contest {
    const char *rule;
    double lr, at_least, n_at_least;
    void (*fused)(size_t steps, double x, double y, double lr, struct rv_row *rows);
    struct rv_objective *surface, *problem;
    struct rv_document document;
    struct rv_row rows[BLOCK];
};

static const struct rv_vec2 start = {-1.2, 1};

static void
run_in_blocks(struct contest *c, struct rv_objective *objective)
{
    const double theta[2] = {start.x, start.y};
    struct rv_run *run;
    if (rv_run_create(&run, objective, &c->document, 0, theta, NULL) != RV_OK)
        abort();
    for (size_t done = 0; done < STEPS; done += BLOCK)
        rv_run_advance(run, STEPS - done < BLOCK ? STEPS - done : BLOCK, c->rows);
    rv_run_destroy(run);
}

static void
run_surface(void *context)
{
    struct contest *c = context;
    run_in_blocks(c, c->surface);
}

static void
run_problem(void *context)
{
    struct contest *c = context;
    run_in_blocks(c, c->problem);
}

static void
run_fused(void *context)
{
    struct contest *c = context;
    c->fused(STEPS, start.x, start.y, c->lr, c->rows);
}

static double
problem_gradient(const void *self, const double *x, const uint32_t *rows, size_t k,
                 double *g)
{
    (void)self;
    (void)rows;
    (void)k;
    double p = 1 - x[0], q = x[1] - x[0] * x[0];
    if (g) {
        g[0] = -2 * p - 4 * 100 * x[0] * q;
        g[1] = 2 * 100 * q;
    }
    return p * p + 100 * (q * q);
}

static void
add_racer(struct rv_document *document, const char *rule, double lr)
{
    struct rv_racer racer;
    rv_racer_init(&racer, (size_t)rv_optimizer_find(rule));
    rv_racer_set(&racer, rv_racer_key(&racer, "lr"), lr);
    rv_document_add_racer(document, &racer, NULL);
}

static void
begin(struct contest *c)
{
    static const struct rv_problem problem = {.n = 2, .value_gradient = problem_gradient};
    rv_document_init(&c->document, (size_t)rv_surface_find("rosenbrock"));
    add_racer(&c->document, c->rule, c->lr);
    if (rv_objective_create(&c->surface, &c->document.surface, NULL) != RV_OK ||
        rv_objective_create_problem(&c->problem, &problem, NULL) != RV_OK)
        abort();
}

static int
measure(struct contest *c)
{
    char text[80], goal[40];
    double ours, theirs;
    begin(c);
    bench_pair(run_surface, run_fused, c, &ours, &theirs);
    printf("%s: %.3g ns a step, fused %.3g ns\n", c->rule, ours / STEPS * 1e9,
           theirs / STEPS * 1e9);
    snprintf(text, sizeof text, "%s, one trajectory / fused loop", c->rule);
    snprintf(goal, sizeof goal, "at least %g", c->at_least);
    int good = bench_report(text, theirs / ours, "x", goal, theirs / ours >= c->at_least);
    bench_pair(run_problem, run_fused, c, &ours, &theirs);
    snprintf(text, sizeof text, "%s, n-vector driver / fused loop", c->rule);
    snprintf(goal, sizeof goal, "at least %g", c->n_at_least);
    good &= bench_report(text, theirs / ours, "x", goal, theirs / ours >= c->n_at_least);
    rv_objective_unref(c->surface);
    rv_objective_unref(c->problem);
    return good;
}

static int
compare_trajectories(void)
{
    static struct contest contests[] = {
        {.rule = "gd",       .lr = 1e-3, .at_least = 0.8, .n_at_least = 0.3, .fused = fused_gd},
        {.rule = "momentum",
         .lr = 1e-4,
         .at_least = 0.8,
         .n_at_least = 0.3,
         .fused = fused_momentum                                                              },
        {.rule = "adam",
         .lr = 1e-3,
         .at_least = 0.8,
         .n_at_least = 0.7,
         .fused = fused_adam                                                                  },
    };
    int good = 1;
    for (size_t i = 0; i < sizeof contests / sizeof contests[0]; i++)
        good &= measure(&contests[i]);
    return good;
}

static int64_t
random_step(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (int64_t)(state % FAR);
}

static int
measure_timelines(void)
{
    static struct rv_document document;
    struct rv_cache *cache;
    struct rv_timeline *timelines[RACERS];
    size_t bytes = 0;
    rv_document_init(&document, (size_t)rv_surface_find("rosenbrock"));
    rv_cache_create(&cache, SIZE_MAX);
    for (size_t i = 0; i < RACERS; i++) {
        size_t rule = i % rv_optimizer_count();
        add_racer(&document, rv_optimizer_at(rule)->id, 1e-5 * (double)(i + 1));
        if (rv_cache_timeline(cache, &document, i, &timelines[i], NULL) != RV_OK)
            abort();
        rv_timeline_extend(timelines[i], FAR, INT64_MAX);
        bytes += rv_timeline_size(timelines[i]);
    }
    double times[SEEKS];
    for (size_t i = 0; i < SEEKS; i++) {
        struct rv_row row;
        double before = bench_seconds();
        rv_timeline_row(timelines[i % RACERS], random_step(), &row);
        times[i] = bench_seconds() - before;
    }
    double per_step = (double)bytes / ((double)RACERS * FAR);
    double median = bench_median(times, SEEKS), longest = times[SEEKS - 1];
    rv_cache_destroy(cache);
    int good = bench_report("timelines of 12 racers, 10^6 steps", per_step,
                            "bytes a step", "at most 1", per_step <= 1);
    good &= bench_report("seek in them, median", median * 1e3, "ms", "at most 1",
                         median <= 1e-3);
    return good & bench_report("seek in them, longest", longest * 1e3, "ms",
                               "for information", 1);
}

int
main(void)
{
    int good = compare_trajectories();
    good &= measure_timelines();
    return good ? 0 : 1;
}
