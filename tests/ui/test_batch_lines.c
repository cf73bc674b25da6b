/* The contours of a step's mini-batch: where its loss has the values of the field's. */
#include "bench.h"

#include <ravine/ravine.h>

#include "render/field.h"

#define BATCH COLOR_RGB(0xd9a3e8)
enum { FIVE = 1, STEP = 10, ROWS_MAX = 64 };

/* The scene again, beside the program: its objective, and the rows of one step. */
struct beside {
    struct scene *scene;
    struct rv_objective *objective;
    uint32_t rows[ROWS_MAX];
    size_t n;
    struct field field;
};

static void
values(void *ctx, const double *x, double y, size_t n, double *value)
{
    rv_objective_values(ctx, x, y, n, value);
}

static double
best(const struct rv_objective *objective)
{
    struct rv_critical critical[RV_CRITICAL_MAX];
    size_t n = rv_objective_critical(objective, critical, RV_CRITICAL_MAX);
    for (size_t i = 0; i < n; i++)
        if (critical[i].kind == RV_MINIMUM)
            return critical[i].value;
    return NAN;
}

static void
open_beside(struct beside *o, struct rect pane)
{
    struct faults faults = {0};
    struct rv_run *run;
    assert_int_equal(scene_load(&o->scene, "oring", &faults), RV_OK);
    const struct rv_document *document = &o->scene->document;
    const struct rv_window *w = &document->window;
    assert_int_equal(rv_objective_create(&o->objective, &document->surface, NULL), RV_OK);
    assert_int_equal(rv_run_create(&run, o->objective, document, FIVE, NULL, NULL),
                     RV_OK);
    o->n = rv_run_batch(run, STEP, o->rows);
    assert_int_equal(o->n, 5);
    rv_run_destroy(run);
    assert_true(field_init(&o->field, view_fit(w->x0, w->x1, w->y0, w->y1, pane, 2)));
    assert_true(
        field_work(&o->field, values, o->objective, best(o->objective), INT64_MAX));
}

static void
close_beside(struct beside *o)
{
    field_finish(&o->field);
    rv_objective_unref(o->objective);
    scene_destroy(o->scene);
}

/* Does the batch's loss take the value of some level in cell (@col, @row) or beside it?
 */
static bool
has_level(const struct beside *o, int col, int row)
{
    double lo = INFINITY, hi = -INFINITY, x, y;
    for (int k = 0; k < 25; k++) {
        view_point(&o->field.view, col - 1 + k % 5 * 0.5, row - 1 + k / 5 * 0.5, &x, &y);
        double value =
            rv_objective_peek_rows(o->objective, (double[]){x, y}, o->rows, o->n, NULL);
        lo = fmin(lo, value);
        hi = fmax(hi, value);
    }
    for (size_t i = 0; i < o->field.levels.n; i++)
        if (o->field.levels.value[i] >= lo && o->field.levels.value[i] <= hi)
            return true;
    return false;
}

static void
test_lines_lie_on_the_batchs_levels(void **state)
{
    (void)state;
    struct bench b;
    struct beside o;
    struct rect pane = {5, 2, 70, 33};
    int on = 0;
    struct app_options options = options_for("oring");
    bench_open_with(&b, &options, 120, 40);
    press(&b, '>');
    press(&b, '2');
    press(&b, 'B');
    free(screen(&b));
    open_beside(&o, pane);
    for (int row = pane.row; row < pane.row + pane.rows - 1; row++)
        for (int col = pane.col; col < pane.col + pane.cols; col++) {
            const struct cell *cell = canvas_at(&b.canvas, col, row);
            if (cell->fg != BATCH || cell->glyph < GLYPH_BRAILLE)
                continue;
            on++;
            if (!has_level(&o, col, row))
                fail_msg("no level at %d,%d", col, row);
        }
    assert_in_range(on, 40, 600);
    close_beside(&o);
    bench_close(&b);
}

static int
lines_on(struct bench *b)
{
    int n = 0;
    free(screen(b));
    for (int i = 0; i < b->canvas.cols * b->canvas.rows; i++)
        n += b->canvas.cells[i].fg == BATCH && b->canvas.cells[i].glyph >= GLYPH_BRAILLE;
    return n;
}

/* Another step has another batch; a racer that takes all rows has none. */
static void
test_lines_follow_step_and_racer(void **state)
{
    (void)state;
    struct bench b;
    struct app_options options = options_for("oring");
    bench_open_with(&b, &options, 120, 40);
    press(&b, '>');
    press(&b, '2');
    assert_int_equal(lines_on(&b), 0);
    press(&b, 'B');
    assert_true(shows(&b, "the loss that the next step of five sees"));
    assert_true(shows(&b, "loss of this step's 5 of 23 rows"));
    assert_true(shows(&b, "these 5"));
    char *before = screen(&b);
    press(&b, '.');
    press(&b, ',');
    press(&b, 'B');
    press(&b, 'B');
    char *after = screen(&b);
    assert_string_equal(before, after); /* back and again: the same lines */
    press(&b, '.');
    free(after);
    after = screen(&b);
    assert_string_not_equal(before, after);
    free(before);
    free(after);
    press(&b, '1');
    assert_int_equal(lines_on(&b), 0);
    press(&b, 'B');
    press(&b, 'B');
    assert_true(shows(&b, "all 23 takes all 23 rows in each step"));
    bench_close(&b);
}

static void
test_no_rows_no_lines(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    press(&b, 'B');
    assert_true(shows(&b, "no rows of data are behind this surface"));
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_lie_on_the_batchs_levels),
        cmocka_unit_test(test_lines_follow_step_and_racer),
        cmocka_unit_test(test_no_rows_no_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
