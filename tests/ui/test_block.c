/* The block on the screen: what it says about itself, numbers that are whole or not
 * there, marks and trails where they belong, and the mouse upon it. */
#include "bench.h"

#include "ui/mouse.h"
#include "ui/picture.h"

enum { COLS = 120, ROWS = 40 };
static const struct rect pane = {5, 2, 70, 33}; /* of the field at this size */

static struct rv_window
turn_wheel(struct model *model, struct picture *picture, const struct layout *layout,
           int col, int row)
{
    struct rv_window before = model->window;
    struct event event = {
        .kind = EVENT_MOUSE, .mouse = MOUSE_WHEEL_UP, .col = col, .row = row};
    mouse_event(model, layout, picture, &event);
    struct rv_window after = model->window;
    model->window = before;
    return after;
}

/* The point that stays where it is when a border goes from @before to @after. */
static double
kept(double before, double after)
{
    return (1.5 * after - before) / 0.5;
}

/* The wheel zooms at the point of the surface that is under the pointer, beside the block
 * at its middle. */
static void
test_wheel(void **state)
{
    (void)state;
    static struct model model;
    static struct picture picture;
    struct rv_error error;
    struct layout layout;
    struct app_options options = options_for("race");
    assert_int_equal(model_init(&model, &options, &error), RV_OK);
    model.cols = COLS;
    model.rows = ROWS;
    model.aspect = 2;
    model.field_view = FIELD_SOLID;
    layout_fit(&layout, COLS, ROWS, 6);
    do {
        picture_work(&picture, &model, INT64_MAX);
        picture_update(&picture, &model, &layout, layout.field, FIELD_SOLID);
    } while (picture_busy(&picture, &model));
    double px, py, depth, x = -1.5, y = 0, value = 511.25; /* of Rosenbrock */
    assert_true(solid_point(&picture.solid, x, y, value, &px, &py, &depth));
    assert_true(solid_sees(&picture.solid, px, py, depth));
    struct rv_window w = model.window;
    struct rv_window at = turn_wheel(&model, &picture, &layout, pane.col + (int)px / 2,
                                     pane.row + (int)py / 4);
    assert_close((at.x1 - at.x0) * 1.5, w.x1 - w.x0, 1e-9);
    assert_close(kept(w.x0, at.x0), x, 0.1);
    assert_close(kept(w.y0, at.y0), y, 0.1);
    at = turn_wheel(&model, &picture, &layout, pane.col + 1, pane.row + 1);
    assert_close(at.x0 + at.x1, w.x0 + w.x1, 1e-9);
    assert_close(at.y0 + at.y1, w.y0 + w.y1, 1e-9);
    picture_finish(&picture);
    model_finish(&model);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wheel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
