/* From the model to a figure: which plots there are, and what stands in them. */
#include "../close.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "ui/figure_source.h"

static void
open_with(struct model *model, const struct app_options *options, int64_t step)
{
    struct rv_error error;
    assert_int_equal(model_init(model, options, &error), RV_OK);
    model_seek(model, step);
    while (model_behind(model))
        model_work(model, INT64_MAX);
}

static void
open_model(struct model *model, const char *name, int64_t step)
{
    struct app_options options = options_for(name);
    open_with(model, &options, step);
}

static void
open_text(struct model *model, const char *text, int64_t step)
{
    struct faults faults = {0};
    struct app_options options = options_for("race");
    scene_destroy(options.first);
    assert_int_equal(scene_parse(&options.first, "test", text, strlen(text), &faults),
                     RV_OK);
    open_with(model, &options, step);
}

static struct figure_data *
make(const struct model *model)
{
    struct figure_data *data;
    assert_int_equal(
        figure_data_create(&data, model, model->field_view, model->data_view, false),
        RV_OK);
    return data;
}

/* The losses against the step, as the rows have them, beside every view but the data. */
static void
losses_beside(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "race", 60);
    for (int view = FIELD_MAP; view <= FIELD_PLOTS; view++) {
        model.field_view = (enum field_view)view;
        struct figure_data *data = make(&model);
        const struct figure_plot *chart = &data->figure.chart;
        assert_true(data->figure.has_chart && chart->logarithmic);
        assert_int_equal(chart->n_lines, 6);
        for (size_t i = 0; i < 6; i++) {
            struct rv_row row;
            rv_timeline_row(model.timeline[i], 60, &row);
            assert_int_equal(chart->line[i].n, 61);
            assert_true(chart->line[i].place[60].y == row.loss);
            assert_true(chart->line[i].tip == row.loss);
        }
        figure_data_destroy(data);
    }
    model_finish(&model);
}

/* In the field's place, and beside map and block in that of the losses. */
static void
data_have_their_place(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "oring", 60);
    model.field_view = FIELD_DATA;
    struct figure_data *data = make(&model);
    assert_int_equal(data->figure.kind, FIGURE_PLOTS);
    assert_int_equal(data->figure.n_plots, 1);
    assert_string_equal(data->figure.plot[0].title, "distress against temperature");
    assert_string_equal(data->figure.chart.title, "loss");
    figure_data_destroy(data);
    model.data_view = true;
    for (int view = FIELD_MAP; view <= FIELD_SOLID; view++) {
        model.field_view = (enum field_view)view;
        data = make(&model);
        assert_int_equal(data->figure.n_plots, 0);
        assert_true(data->figure.wide_chart);
        assert_string_equal(data->figure.chart.title, "distress against temperature");
        figure_data_destroy(data);
    }
    model_finish(&model);
}

static void
a_page_of_charts(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "race", 60);
    model.field_view = FIELD_PLOTS;
    struct figure_data *data = make(&model);
    assert_int_equal(data->figure.kind, FIGURE_PLOTS);
    assert_int_equal(data->figure.n_plots, 6);
    const struct figure_plot *norm = &data->figure.plot[0];
    const struct figure_plot *length = &data->figure.plot[1];
    assert_string_equal(norm->title, "gradient norm");
    assert_string_equal(length->title, "step length");
    for (size_t i = 0; i < 6; i++) {
        struct rv_row row, next;
        rv_timeline_row(model.timeline[i], 30, &row);
        rv_timeline_row(model.timeline[i], 31, &next);
        assert_true(norm->line[i].place[30].y == hypot(row.gx, row.gy));
        assert_true(isnan(length->line[i].place[0].y)); /* nothing led there */
        assert_true(length->line[i].place[31].y == hypot(next.x - row.x, next.y - row.y));
    }
    model_finish(&model);
    figure_data_destroy(data);
    open_text(&model, "surface: {id: saddle}\nracers:\n  - {optimizer: gd}\n", 3);
    model.field_view = FIELD_PLOTS;
    data = make(&model);
    assert_int_equal(data->figure.n_plots, 5); /* without a minimum no distance to it */
    model_finish(&model);
    figure_data_destroy(data);
    open_model(&model, "race", 60);
    model.field_view = FIELD_PLOTS;
    data = make(&model);
    model.chart_one = true; /* the chosen racer alone */
    figure_data_destroy(data);
    data = make(&model);
    assert_int_equal(data->figure.plot[0].n_lines, 1);
    figure_data_destroy(data);
    model_finish(&model);
}

/* Of a run so long that only every second row is kept. */
static void
steps_of_a_long_run(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "oring-raw", 9000);
    model.field_view = FIELD_PLOTS;
    struct figure_data *data = make(&model);
    const struct figure_plot *length = &data->figure.plot[1];
    for (size_t i = 1; i < length->line[1].n; i += 400) {
        struct rv_row from, to;
        const struct place *place = &length->line[1].place[i];
        rv_timeline_row(model.timeline[1], (int64_t)place->x - 1, &from);
        rv_timeline_row(model.timeline[1], (int64_t)place->x, &to);
        assert_true(place->y == hypot(to.x - from.x, to.y - from.y));
    }
    assert_true(length->y0 > 0 && length->y1 < 1);
    figure_data_destroy(data);
    model_finish(&model);
}

/* Six decades above the start a racer leaves a chart; its head stays at its edge. */
static void
a_racer_that_diverges(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "stability", 5000);
    model.field_view = FIELD_PLOTS;
    for (int linear = 0; linear < 2; linear++) {
        model.chart_linear = linear;
        struct figure_data *data = make(&model);
        for (size_t i = 0; i < 3; i++) { /* gradient norm, step length, distance */
            const struct figure_plot *plot = &data->figure.plot[i];
            size_t first = i == 1;
            double start = 0;
            for (size_t k = 0; k < plot->n_lines; k++)
                start = fmax(start, plot->line[k].place[first].y);
            assert_true(plot->y1 >= start && plot->y1 <= start * 1e7);
            for (size_t k = 0; k < plot->n_lines; k++)
                assert_true(isfinite(plot->line[k].tip));
        }
        figure_data_destroy(data);
    }
    model_finish(&model);
}

/* Each point stands at what its racer had paid; the axis ends with who paid most. */
static void
charts_against_evaluations(void **state)
{
    (void)state;
    enum { RACERS = 3, STEPS = 30 };
    struct model model;
    /* A step of these costs one evaluation, two, and as many as the search takes. */
    open_text(&model,
              "surface: rosenbrock\nracers: [{optimizer: gd, lr: 0.001}, "
              "{optimizer: newton}, {optimizer: linesearch, form: armijo}]\n",
              STEPS);
    model.chart_costs = true;
    struct figure_data *data = make(&model);
    const struct figure_plot *chart = &data->figure.chart;
    double most = 0, paid[RACERS];
    assert_string_equal(chart->subtitle, "against evaluations");
    assert_true(isnan(chart->playhead));
    for (size_t i = 0; i < RACERS; i++) {
        const struct rv_run *run = rv_timeline_at(model.timeline[i], STEPS);
        struct rv_spent spent = rv_run_spent(run);
        paid[i] = spent.values + spent.gradients + spent.hessians;
        assert_true(chart->line[i].place[STEPS].x == paid[i]);
        most = fmax(most, paid[i]);
    }
    assert_true(paid[0] == STEPS && paid[1] > STEPS && paid[2] > STEPS);
    assert_true(chart->x1 == most);
    figure_data_destroy(data);
    model_finish(&model);
}

/* A constant stands well within its axis, on a tick where it is round; a huge one too. */
static void
constants_have_axes(void **state)
{
    (void)state;
    static const char *const rates[] = {"0.001", "0.0012", "1.0e-30"};
    for (size_t i = 0; i < 3; i++) {
        struct model model;
        char text[200];
        snprintf(text, sizeof text,
                 "surface: {id: quadratic, a11: 1, a22: 1.0e+17}\n"
                 "racers: [{optimizer: gd, lr: %s}]\n",
                 rates[i]);
        open_text(&model, text, 0);
        model.field_view = FIELD_PLOTS;
        struct figure_data *data = make(&model);
        for (size_t k = 0; k < data->figure.n_plots; k++) {
            const struct figure_plot *plot = &data->figure.plot[k];
            double rate = strtod(rates[i], NULL);
            assert_true(plot->y0 < plot->y1);
            if (strcmp(plot->title, "learning rate η") == 0)
                assert_true(plot->logarithmic ||
                            (plot->y0 < rate && plot->y1 > rate && plot->y1 < 10 * rate));
        }
        assert_true(data->figure.chart.y0 < data->figure.chart.y1);
        figure_data_destroy(data);
        model_finish(&model);
    }
}

/* Every data row is there, and each racer's curve is what it predicts. */
static void
data_with_curves(void **state)
{
    (void)state;
    struct model model;
    open_model(&model, "oring", 40);
    struct figure_data *data = make(&model);
    assert_false(data->figure.wide_chart); /* not asked for */
    figure_data_destroy(data);
    model.data_view = true;
    data = make(&model);
    const struct figure_plot *fit = &data->figure.chart;
    assert_true(data->figure.wide_chart);
    assert_int_equal(fit->n_dots, model.prediction.n_points);
    assert_int_equal(fit->n_lines, 3);
    for (size_t k = 0; k < 3; k++) { /* the chosen racer's, 0, is the last */
        struct rv_row row;
        const struct place *place = &fit->line[k].place[100];
        double value;
        rv_timeline_row(model.timeline[(1 + k) % 3], 40, &row);
        rv_objective_predict(model.objective, (double[]){row.x, row.y},
                             (const double *[]){&place->x, &place->x}, 1, &value);
        assert_true(place->y == value);
    }
    figure_data_destroy(data);
    model_finish(&model);
}

/* On the boundary the score is 0, on the margin 1 and -1; points within it are marked. */
static void
boundary_with_margin(void **state)
{
    (void)state;
    struct model model;
    struct rv_row row;
    open_model(&model, "svm", 100);
    model.data_view = true;
    struct figure_data *data = make(&model);
    const struct figure_plot *fit = &data->figure.chart;
    size_t marked = 0, n = fit->n_lines;
    rv_timeline_row(model.timeline[0], 100, &row);
    for (size_t k = 0; k < 3; k++)
        for (size_t end = 0; end < 2; end++) {
            const struct place *place = &fit->line[n - 3 + k].place[end];
            double score;
            rv_objective_predict(model.objective, (double[]){row.x, row.y},
                                 (const double *[]){&place->x, &place->y}, 1, &score);
            assert_close(score, k == 0 ? 0 : k == 1 ? -1 : 1, 1e-9);
        }
    for (size_t i = 0; i < fit->n_dots; i++)
        marked +=
            fit->dot[i].kind == DOT_RING_MARKED || fit->dot[i].kind == DOT_DISC_MARKED;
    assert_true(marked > 2 && marked < fit->n_dots);
    figure_data_destroy(data);
    model_finish(&model);
}

/* The chosen racer's head at its loss, and where the step leads. */
static void
section_of_the_step(void **state)
{
    (void)state;
    struct model model;
    struct rv_row row, next;
    open_model(&model, "race", 31);
    rv_timeline_row(model.timeline[0], 30, &row);
    rv_timeline_row(model.timeline[0], 31, &next);
    model_seek(&model, 30);
    model.field_view = FIELD_SECTION;
    struct figure_data *data = make(&model);
    assert_int_equal(data->figure.n_plots, 1);
    const struct figure_plot *section = &data->figure.plot[0];
    assert_string_equal(section->line[section->n_lines - 1].name, "loss");
    assert_int_equal(section->n_dots, 2);
    assert_true(section->dot[1].x == 0 && section->dot[1].y == row.loss);
    assert_close(section->dot[0].x, 1, 1e-9);
    assert_true(section->dot[0].y == next.loss);
    figure_data_destroy(data);
    model_finish(&model);
}

/* Two gaps in each line, one for each step, and what was seen as a ring on each class. */
static void
steps_without_risers(void **state)
{
    (void)state;
    struct model model;
    open_text(&model, "surface: {id: softmax}\nracers: [{optimizer: gd}]", 0);
    model.field_view = FIELD_DATA;
    struct figure_data *data = make(&model);
    const struct figure_plot *plot = &data->figure.plot[0];
    assert_int_equal(plot->n_lines, 2);
    for (size_t k = 0; k < 2; k++) {
        int gaps = 0;
        for (size_t i = 0; i < plot->line[k].n; i++)
            gaps += isnan(plot->line[k].place[i].y);
        assert_int_equal(gaps, 2);
    }
    assert_int_equal(plot->n_dots, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(plot->dot[i].kind == DOT_RING);
    assert_close(plot->dot[0].y, 0.7, 1e-12);
    figure_data_destroy(data);
    model_finish(&model);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(losses_beside),
        cmocka_unit_test(data_have_their_place),
        cmocka_unit_test(a_page_of_charts),
        cmocka_unit_test(steps_of_a_long_run),
        cmocka_unit_test(a_racer_that_diverges),
        cmocka_unit_test(charts_against_evaluations),
        cmocka_unit_test(constants_have_axes),
        cmocka_unit_test(data_with_curves),
        cmocka_unit_test(boundary_with_margin),
        cmocka_unit_test(section_of_the_step),
        cmocka_unit_test(steps_without_risers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
