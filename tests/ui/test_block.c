/* The block on the screen: what it says about itself, numbers that are whole or not
 * there, marks and trails where they belong, and the mouse upon it. */
#include "bench.h"

#include "../golden.h"

#include "render/number.h"
#include "ui/mouse.h"
#include "ui/picture.h"

enum { COLS = 120, ROWS = 40, STEP = 300 };
static const struct rect pane = {5, 2, 70, 33}; /* of the field at this size */

static void
open_text(struct bench *b, const char *text)
{
    struct faults faults = {0};
    struct app_options options = options_for("race");
    scene_destroy(options.first);
    assert_int_equal(scene_parse(&options.first, "test", text, strlen(text), &faults),
                     RV_OK);
    bench_open_with(b, &options, COLS, ROWS);
}

static void
open_scene(struct bench *b, const char *name, int64_t step)
{
    struct app_options options = options_for(name);
    options.open_at = step;
    bench_open_with(b, &options, COLS, ROWS);
}

static size_t
count(struct bench *b, const char *word)
{
    char *text = screen(b);
    size_t n = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        n++;
    free(text);
    return n;
}

static void
press_often(struct bench *b, uint32_t key, int times)
{
    for (int k = 0; k < times; k++)
        press(b, key);
}

static const struct cell *
cell_at(const struct bench *b, int col, int row)
{
    return &b->canvas.cells[row * COLS + col];
}

static void
test_state(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, COLS, ROWS);
    press(&b, 'v');
    assert_true(shows(&b, "3-D  turn −16°  tilt 63°  log height"));
    press(&b, 'H');
    press(&b, 'J');
    press(&b, 'V');
    assert_true(shows(&b, "3-D  turn −12°  tilt 60°  linear height"));
    press_often(&b, 'J', 20); /* until walls would be all there is */
    assert_true(shows(&b, "tilt 35°"));
    press_often(&b, 'K', 20);
    assert_true(shows(&b, "tilt 90°"));
    press(&b, 'w');
    assert_true(shows(&b, "turn −12°  tilt 90°  linear height"));
    bench_close(&b);
}

/* The pane of the field, or with @whole the whole screen, against a file. */
static void
assert_pane(struct bench *b, const char *path, bool whole)
{
    struct canvas part;
    struct rect shown =
        whole ? (struct rect){0, 0, b->canvas.cols, b->canvas.rows} : pane;
    free(screen(b));
    assert_true(canvas_init(&part, shown.cols, shown.rows));
    for (int row = 0; row < shown.rows; row++)
        for (int col = 0; col < shown.cols; col++)
            *canvas_at(&part, col, row) =
                *canvas_at(&b->canvas, shown.col + col, shown.row + row);
    char *text = canvas_to_text(&part);
    assert_golden(path, text);
    free(text);
    canvas_finish(&part);
}

static void
test_whole_panes(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "race", STEP);
    press(&b, 'v');
    assert_pane(&b, GOLDEN "/block-race.txt", false);
    press_often(&b, 'z', 2);
    assert_pane(&b, GOLDEN "/block-zoomed.txt", false);
    press(&b, 'f');
    press(&b, 'w');
    bench_resize(&b, 80, 24);
    assert_pane(&b, GOLDEN "/block-split.txt", true);
    bench_close(&b);
    open_scene(&b, "stability", 40);
    press(&b, 'v');
    press_often(&b, 'G', 2); /* ASCII */
    assert_pane(&b, GOLDEN "/block-outside-ascii.txt", false);
    bench_close(&b);
}

/* Every number in the pane that no racer has beside it. */
static void
assert_whole_numbers(const struct bench *b, double step)
{
    for (int row = pane.row + 1; row < pane.row + pane.rows; row++)
        for (int col = pane.col; col < pane.col + pane.cols;) {
            char text[NUMBER_TEXT_MAX] = "", tick[NUMBER_TEXT_MAX];
            size_t n = 0;
            uint32_t glyph;
            for (; n + 4 < sizeof text; col++) {
                glyph = cell_at(b, col, row)->glyph;
                if (!(glyph >= '0' && glyph <= '9') && glyph != '.' && glyph != 0x2212)
                    break;
                n += (size_t)utf8_encode(glyph, text + n);
            }
            col++;
            if (n == 0 || cell_at(b, col - 2, row)->bg != COLOR_NONE)
                continue; /* a plate is a racer's */
            text[n] = '\0';
            bool known = false;
            for (int k = -40; k <= 40 && !known; k++)
                known = strcmp(text, number_tick(k * step, step, false, tick)) == 0;
            if (!known)
                fail_msg("%s in row %d is no tick", text, row);
        }
}

static void
test_numbers_are_whole(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "race", STEP);
    press(&b, 'v');
    for (int turn = 0; turn < 30; turn++) {
        press_often(&b, 'H', 3);
        free(screen(&b));
        assert_whole_numbers(&b, 1);
    }
    press_often(&b, 'z', 2);
    for (int turn = 0; turn < 30; turn++) {
        press_often(&b, 'H', 3);
        free(screen(&b));
        assert_whole_numbers(&b, 0.2);
    }
    bench_close(&b);
}

static void
test_axes_have_names(void **state)
{
    (void)state;
    struct bench b;
    open_text(&b, "surface: {id: logistic, data: gauss2}\n"
                  "racers: [{optimizer: gd, lr: 0.1}]\n");
    press(&b, 'v');
    for (int turn = 0; turn < 9; turn++) {
        press_often(&b, 'L', 10);
        free(screen(&b));
        int names = 0;
        for (int row = pane.row; row < pane.row + pane.rows; row++)
            for (int col = pane.col; col < pane.col + pane.cols; col++)
                names += cell_at(&b, col, row)->glyph == 'w' &&
                         cell_at(&b, col, row)->bg == COLOR_NONE;
        assert_int_equal(names, 2); /* w1, w2 */
    }
    bench_close(&b);
}

#define HIMMELBLAU                \
    "surface: {id: himmelblau}\n" \
    "racers: [{optimizer: gd, lr: 0.001}]\n"

/* What the block hides is there all the same: hollow, and not in white. */
static void
test_hidden_minima_are_hollow(void **state)
{
    (void)state;
    struct bench b;
    open_text(&b, HIMMELBLAU);
    press(&b, 'v');
    press_often(&b, 'J', 4);
    assert_int_equal(count(&b, "☆"), 4);
    assert_int_equal(count(&b, "★"), 0);
    for (int at = 0; at < COLS * ROWS; at++)
        if (b.canvas.cells[at].glyph == 0x2606)
            assert_int_equal(b.canvas.cells[at].fg, COLOR_RGB(0x9aa2af));
    press_often(&b, 'K', 20);
    assert_int_equal(count(&b, "★"), 4);
    assert_int_equal(count(&b, "☆"), 0);
    bench_close(&b);
}

/* Has any of the eight cells around the block's colours? */
static bool
beside_block(const struct bench *b, int col, int row)
{
    for (int k = 0; k < 9; k++) {
        const struct cell *cell = cell_at(b, col + k % 3 - 1, row + k / 3 - 1);
        if (k != 4 && (cell->bg != COLOR_NONE || cell->glyph == GLYPH_LOWER))
            return true;
    }
    return false;
}

/* A racer that leaves does so at the block's edge: its trail ends there, and there its
 * arrow stands. */
static void
test_nothing_leaves_the_block(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "stability", 40);
    press(&b, 'v');
    for (int turn = 0; turn < 12; turn++) {
        int arrows = 0, dots = 0;
        press_often(&b, 'L', 7);
        free(screen(&b));
        for (int row = pane.row; row < pane.row + pane.rows; row++)
            for (int col = pane.col; col < pane.col + pane.cols; col++) {
                const struct cell *cell = cell_at(&b, col, row);
                bool trail = cell->attr & ATTR_DOTS;
                assert_true(!trail || cell->bg != COLOR_NONE ||
                            beside_block(&b, col, row));
                dots += trail;
                bool head = cell->bg == COLOR_RGB(0xffef11);
                arrows += head;
                assert_true(!head || beside_block(&b, col, row));
            }
        assert_int_equal(arrows, 1);
        assert_true(dots > 20);
    }
    bench_close(&b);
}

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

static void
mouse(struct bench *b, int kind, int col, int row)
{
    struct event event = {.kind = EVENT_MOUSE, .col = col, .row = row};
    event.mouse = kind;
    app_event(b->app, &event, b->now);
}

static void
test_drag(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, COLS, ROWS);
    press(&b, 'v');
    free(screen(&b));
    mouse(&b, MOUSE_PRESS, 40, 20);
    mouse(&b, MOUSE_DRAG, 43, 20);
    assert_true(shows(&b, "turn −10°  tilt 63°"));
    mouse(&b, MOUSE_DRAG, 43, 18); /* up: the eye goes down */
    assert_true(shows(&b, "turn −10°  tilt 57°"));
    mouse(&b, MOUSE_RELEASE, 43, 18);
    mouse(&b, MOUSE_DRAG, 50, 25);
    assert_true(shows(&b, "turn −10°  tilt 57°"));
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_state),
        cmocka_unit_test(test_whole_panes),
        cmocka_unit_test(test_numbers_are_whole),
        cmocka_unit_test(test_axes_have_names),
        cmocka_unit_test(test_hidden_minima_are_hollow),
        cmocka_unit_test(test_nothing_leaves_the_block),
        cmocka_unit_test(test_wheel),
        cmocka_unit_test(test_drag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
