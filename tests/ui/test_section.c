/* The section: its numbers against the rows, closed forms and the rules' own words. */
#include "../close.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "ui/section.h"
#include "ui/tune.h"

enum { SAMPLES = 200, ROWS = 30 };

static void
open_model(struct model *model, const char *name)
{
    struct rv_error error;
    struct app_options options = options_for(name);
    assert_int_equal(model_init(model, &options, &error), RV_OK);
}

/* All the way, however long it takes. */
static void
seek(struct model *model, int64_t step)
{
    model_seek(model, step);
    while (model_behind(model))
        model_work(model, INT64_MAX);
}

static struct section *
cut(struct model *model, enum section_line line)
{
    static struct section section;
    memset(&section, 0, sizeof section);
    model->line = line;
    section_cut(&section, model, SAMPLES, ROWS);
    return &section;
}

/* At t = 0 stands the row of this step, at t = 1 that of the next. */
static void
test_along_the_step(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "race");
    for (int64_t step = 0; step < 60; step += 7) {
        seek(&model, step + 1);
        for (model.racer = 0; model.racer < 6; model.racer++) {
            struct rv_row here, next;
            rv_timeline_row(model.timeline[model.racer], step, &here);
            rv_timeline_row(model.timeline[model.racer], step + 1, &next);
            seek(&model, step);
            const struct section *s = cut(&model, LINE_STEP);
            assert_true(s->there && s->step == step);
            assert_true(s->loss == here.loss && s->next_loss == next.loss);
            assert_close(s->next, 1, 1e-12);
            assert_close(s->at[0] + s->along[0], next.x, 1e-12);
            assert_close(s->slope, here.gx * s->along[0] + here.gy * s->along[1], 1e-12);
            assert_true(s->axis.lo <= fmin(s->loss, s->next_loss));
            assert_true(s->axis.hi >= fmax(s->loss, s->next_loss));
            seek(&model, step + 1);
        }
    }
    model_finish(&model);
}

/* (x^2 + 25 y^2)/2: the model is the loss, and along -gradient gd lands at its rate. */
static void
test_on_a_quadratic(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "momentum");
    for (int line = 0; line < LINES; line++) {
        const struct section *s = cut(&model, (enum section_line)line);
        assert_true(s->there && s->from < 0 && s->to > 0);
        for (int i = 0; i < s->samples; i++)
            assert_close(s->value[i], section_model(s, section_t(s, i)), 1e-9);
    }
    const struct section *s = cut(&model, LINE_GRADIENT);
    assert_close(s->next, 0.03, 1e-12);
    double g[2] = {-4, 50};
    assert_close(s->slope, -(g[0] * g[0] + g[1] * g[1]), 1e-12);
    assert_close(s->curvature, g[0] * g[0] + 25 * g[1] * g[1], 1e-12);
    s = cut(&model, LINE_Y);
    assert_true(isnan(s->next) && s->origin == 2);
    assert_close(s->slope, 50, 1e-12);
    assert_close(s->curvature, 25, 1e-12);
    model_finish(&model);
}

/* Refused points have not fallen enough, the one taken has; the run has paid for each. */
static void
test_trials(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "race");
    tune_add_racer(&model, (size_t)rv_optimizer_find("linesearch"));
    assert_int_equal(model.racer, 6);
    struct rv_document next = *model_document(&model);
    struct rv_racer *racer = &next.racers[6];
    rv_racer_set(racer, rv_racer_key(racer, "form"), 1);
    assert_true(model_change(&model, &next, false, "armijo"));
    struct rv_timeline *timeline = model.timeline[6];
    int refused = 0;
    for (int64_t step = 0; step < 40; step++) {
        seek(&model, step + 1);
        double after = rv_run_spent(rv_timeline_at(timeline, step + 1)).values;
        double before = rv_run_spent(rv_timeline_at(timeline, step)).values;
        seek(&model, step);
        const struct section *s = cut(&model, LINE_STEP);
        assert_close(s->c1, 1e-4, 1e-15);
        assert_true(s->next_loss <= s->loss + s->c1 * s->slope);
        assert_close(s->refused + 1 + (step == 0), after - before, 1e-12);
        for (size_t i = 0; i < s->n_trials; i++) {
            double t = s->trial[i];
            double at[2] = {s->at[0] + t * s->along[0], s->at[1] + t * s->along[1]};
            double loss = rv_objective_peek(model.objective, at, NULL);
            assert_true(loss > s->loss + s->c1 * t * s->slope);
            assert_true(t <= s->to);
            refused++;
        }
    }
    assert_true(refused > 40);
    model.racer = 0;
    assert_true(isnan(cut(&model, LINE_STEP)->c1));
    model_finish(&model);
}

/* The mean of the rows is the loss, and that of the batch what the step saw. */
static void
test_rows(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "oring");
    model.racer = 1; /* five at a time */
    seek(&model, 12);
    const struct section *s = cut(&model, LINE_X);
    assert_true(s->there && s->batched);
    assert_int_equal(s->n_rows, rv_objective_rows(model.objective));
    for (int i = 0; i < s->samples; i += SECTION_COARSE) {
        double all = 0, batch = 0;
        int in_batch = 0;
        for (size_t k = 0; k < s->n_rows; k++) {
            all += s->row[k][i / SECTION_COARSE];
            batch += s->in_batch[k] ? s->row[k][i / SECTION_COARSE] : 0;
            in_batch += s->in_batch[k];
        }
        assert_int_equal(in_batch, 5);
        assert_close(all / (double)s->n_rows, s->value[i], 1e-9);
        assert_close(batch / 5, s->batch[i], 1e-9);
    }
    model.racer = 0;
    assert_false(cut(&model, LINE_X)->batched);
    model_finish(&model);
}

/* Endings are said in words. */
static void
test_where_there_is_none(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "stability");
    model.racer = 3; /* past the edge */
    seek(&model, 5000);
    const struct section *s = cut(&model, LINE_STEP);
    assert_true(!s->there && strstr(s->why, "diverged"));
    int64_t last = 0;
    rv_timeline_ended(model.timeline[3], &last);
    seek(&model, last - 1);
    s = cut(&model, LINE_STEP);
    assert_true(!s->there && strstr(s->why, "too large"));
    model_finish(&model);
}

/* At the minimum neither step nor gradient has a length; where only rounding keeps the
 * step from one, the gradient's line would show nothing else. */
static void
test_another_line(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "momentum");
    tune_start(&model, (struct rv_vec2){0, 0}, false, false);
    for (int line = 0; line <= LINE_X; line++) {
        const struct section *s = cut(&model, (enum section_line)line);
        assert_true(s->there && s->line == LINE_X);
    }
    model_finish(&model);
    open_model(&model, "momentum");
    struct rv_document next = *model_document(&model);
    rv_racer_set(&next.racers[0], rv_racer_key(&next.racers[0], "lr"), 1e-300);
    assert_true(model_change(&model, &next, false, "hardly"));
    const struct section *s = cut(&model, LINE_STEP);
    assert_true(s->there && s->line == LINE_GRADIENT && s->slope < 0);
    model_finish(&model);
    open_model(&model, "basins");
    seek(&model, 200);
    s = cut(&model, LINE_STEP);
    assert_true(s->there && s->line == LINE_X);
    model_finish(&model);
}

/* Along a parameter the height is that of the line, wherever the step leads. */
static void
test_height_of_a_line(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "race");
    seek(&model, 30);
    for (model.racer = 0; model.racer < 6; model.racer++) {
        const struct section *s = cut(&model, LINE_Y); /* a parabola: all of it */
        assert_true(s->there && s->axis.hi >= s->value[0] && s->axis.hi < 1000);
        assert_true(s->axis.hi >= s->value[s->samples - 1] && s->axis.lo <= s->loss);
        s = cut(&model, LINE_X); /* the valley between walls that are far higher */
        int inside = 0;
        for (int i = 0; i < s->samples; i++)
            inside += s->value[i] <= s->axis.hi;
        assert_true(inside >= s->samples * 3 / 4);
        assert_true(model.racer != 0 || s->axis.hi < s->value[0]);
    }
    model_finish(&model);
}

/* On a quadratic the model lies under the loss; on Rosenbrock along x it does not. */
static void
test_what_shows(void **state)
{
    (void)state;
    struct model model;
    double value[SECTION_SAMPLES];
    open_model(&model, "momentum");
    const struct section *s = cut(&model, LINE_STEP);
    section_trace_model(s, value);
    assert_false(section_shows(s, value, 1, 0.1));
    model_finish(&model);
    open_model(&model, "race");
    seek(&model, 30);
    s = cut(&model, LINE_X);
    section_trace_model(s, value);
    assert_true(section_shows(s, value, 1, 0.1));
    model_finish(&model);
    open_model(&model, "oring");
    model.racer = 1;
    seek(&model, 12);
    s = cut(&model, LINE_X);
    assert_true(section_shows_rows(s, true, 0.5) && section_shows_rows(s, false, 0.5));
    model_finish(&model);
}

/* On the screen, at each size and rung, and back to the map. */
static void
test_on_the_screen(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {80,  24},
        {120, 40},
        {200, 60}
    };
    for (int i = 0; i < 3; i++) {
        struct bench b;
        bench_open(&b, sizes[i][0], sizes[i][1]);
        type_text(&b, ">vv");
        assert_true(shows(&b, "loss along the step"));
        assert_true(shows(&b, "slope says"));
        type_text(&b, "D");
        assert_true(shows(&b, "loss along −∇f"));
        type_text(&b, "G");
        assert_true(shows(&b, "loss along -grad"));
        type_text(&b, "GCCCC");
        assert_true(shows(&b, "** loss"));
        type_text(&b, "DD");
        assert_true(shows(&b, "loss along y"));
        type_text(&b, "v");
        char *text = screen(&b);
        assert_null(strstr(text, "loss along"));
        free(text);
        bench_close(&b);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_along_the_step),
        cmocka_unit_test(test_on_a_quadratic),
        cmocka_unit_test(test_trials),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_where_there_is_none),
        cmocka_unit_test(test_another_line),
        cmocka_unit_test(test_height_of_a_line),
        cmocka_unit_test(test_what_shows),
        cmocka_unit_test(test_on_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
