/* `e`: the view as a file, which is never replaced unasked. */
#include "../close.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/app.h"
#include "ui/export.h"
#include "ui/view/view.h"

enum { TEXT_MAX = 8 << 20 };

static const struct caps caps = {.rung = RUNG_RGB,
                                 .best_rung = RUNG_RGB,
                                 .glyphs = DOTS_BRAILLE,
                                 .utf8 = true,
                                 .shapes = true};

static struct app *
open_race(int64_t step)
{
    struct app *app;
    struct faults faults = {0};
    struct rv_error error;
    struct app_options options = {.caps = caps, .fps = 30, .open_at = step};
    struct event size = {.kind = EVENT_RESIZE, .col = 120, .row = 40};
    assert_int_equal(scene_load(&options.first, "race", &faults), RV_OK);
    assert_int_equal(app_create(&app, &options, &error), RV_OK);
    app_event(app, &size, 0);
    return app;
}

static void
press(struct app *app, uint32_t key)
{
    struct event event = {.kind = EVENT_KEY, .key = key};
    app_event(app, &event, 0);
    while (app_busy(app))
        app_work(app, INT64_MAX);
    while (app_waits_for(app) >= 0) {
        struct pollfd end = {.fd = app_waits_for(app), .events = POLLIN};
        poll(&end, 1, -1);
        app_ready(app);
    }
}

static void
type(struct app *app, const char *text)
{
    for (; *text; text++)
        press(app, (uint32_t)*text);
}

static char *
screen_text(struct app *app)
{
    struct canvas canvas;
    assert_true(canvas_init(&canvas, 120, 40));
    app_draw(app, &canvas);
    while (app_busy(app))
        app_work(app, INT64_MAX);
    app_draw(app, &canvas);
    char *text = canvas_to_text(&canvas);
    canvas_finish(&canvas);
    return text;
}

static char *
read_text(const char *path)
{
    char *text = calloc(1, TEXT_MAX);
    FILE *in = fopen(path, "rb");
    if (in) {
        text[fread(text, 1, TEXT_MAX - 1, in)] = '\0';
        fclose(in);
    }
    return text;
}

static bool
says(struct app *app, const char *words)
{
    char *text = screen_text(app);
    bool said = strstr(text, words) != NULL;
    free(text);
    return said;
}

static char *
temporary(void)
{
    static char path[64];
    strcpy(path, "/tmp/ravine-export-XXXXXX.txt");
    close(mkstemps(path, 4));
    return path;
}

static void
text_is_the_screen(void **state)
{
    (void)state;
    char *path = temporary();
    struct app *app = open_race(60);
    struct rv_error error;
    struct app_picture picture = {.path = path, .replace = true};
    char *screen = screen_text(app);
    assert_int_equal(app_export(app, &picture, &error), RV_OK);
    char *file = read_text(path);
    assert_string_equal(file, screen);
    assert_non_null(strstr(file, "step 60"));
    free(file);
    free(screen);
    unlink(path);
    app_destroy(app);
}

static void
asks_before_it_replaces(void **state)
{
    (void)state;
    char *path = temporary();
    struct app *app = open_race(10);
    press(app, 'e');
    assert_true(says(app, "picture: "));
    type(app, path);
    press(app, UI_KEY_ENTER);
    assert_true(says(app, "exists: Enter replaces it"));
    char *file = read_text(path);
    assert_string_equal(file, "");
    free(file);
    press(app, UI_KEY_ESCAPE);
    press(app, 'e');
    type(app, path);
    press(app, UI_KEY_ENTER);
    press(app, UI_KEY_ENTER);
    assert_true(says(app, "the picture is in "));
    file = read_text(path);
    assert_non_null(strstr(file, "step 10"));
    assert_null(strstr(file, "picture: ")); /* the view, not the question */
    free(file);
    unlink(path);
    app_destroy(app);
}

/* A large picture is drawn aside: keys go on, and Escape stops it. */
static void
keys_do_not_wait_for_a_picture(void **state)
{
    (void)state;
    char path[] = "/tmp/ravine-export-aside-XXXXXX.png";
    struct event enter = {.kind = EVENT_KEY, .key = UI_KEY_ENTER};
    if (!figure_available())
        return;
    close(mkstemps(path, 4));
    unlink(path);
    struct app *app = open_race(10);
    for (int stopped = 0; stopped < 2; stopped++) {
        struct event next = {.kind = EVENT_KEY, .key = stopped ? UI_KEY_ESCAPE : '.'};
        press(app, 'e');
        type(app, path);
        app_event(app, &enter, 0);
        assert_true(app_waits_for(app) >= 0); /* two million points, and their file */
        app_event(app, &next, 0);
        assert_int_equal(app_waits_for(app) >= 0, !stopped);
        assert_true(says(app, stopped ? "is not drawn" : "step 11"));
        press(app, ' ');
        press(app, ' ');
        assert_int_equal(access(path, F_OK), stopped ? -1 : 0);
        unlink(path);
    }
    app_destroy(app);
}

static void
tells_what_is_wrong(void **state)
{
    (void)state;
    struct app *app = open_race(10);
    press(app, 'e');
    type(app, "/tmp/race.gif");
    press(app, UI_KEY_ENTER);
    assert_true(says(app, "ends in .svg, .pdf, .png, .txt or .ans"));
    press(app, 'e');
    type(app, "/nowhere/race.txt");
    press(app, UI_KEY_ENTER);
    assert_true(says(app, "/nowhere/race.txt: No such file"));
    app_destroy(app);
}

/* Whatever is seen can be exported; a figure where cairo is, and a reason where not. */
static void
all_views(void **state)
{
    (void)state;
    static const char *const keys[] = {"", "P", "v", "c", "w", "i", "?", "o"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char path[] = "/tmp/ravine-export-XXXXXX.svg";
        struct rv_error error = {0};
        close(mkstemps(path, 4));
        struct app_picture picture = {.path = path, .replace = true, .chosen = true};
        struct app *app = open_race(30);
        type(app, keys[i]);
        enum rv_status status = app_export(app, &picture, &error);
        char *file = read_text(path);
        assert_int_equal(status, figure_available() ? RV_OK : RV_E_IO);
        assert_true(figure_available() == (strstr(file, "</svg>") != NULL));
        assert_true(figure_available() || strstr(error.text, "without cairo"));
        free(file);
        unlink(path);
        app_destroy(app);
    }
}

/* One after the other from the same screen: nothing of a view is left in the next. */
static void
views_in_turn(void **state)
{
    (void)state;
    static const char *const keys[] = {"", "v", "H", "V", "v", "c", "c", "w", "v", "w"};
    struct app *app = open_race(30);
    for (size_t i = 0; i < sizeof keys / sizeof *keys && figure_available(); i++) {
        char path[] = "/tmp/ravine-export-XXXXXX.png";
        struct rv_error error;
        struct app_picture picture = {
            .path = path, .replace = true, .width = 400, .height = 300};
        char *file[2];
        close(mkstemps(path, 4));
        type(app, keys[i]);
        assert_int_equal(app_export(app, &picture, &error), RV_OK);
        file[0] = read_text(path);
        struct app *fresh = open_race(30);
        for (size_t k = 0; k <= i; k++)
            type(fresh, keys[k]);
        assert_int_equal(app_export(fresh, &picture, &error), RV_OK);
        file[1] = read_text(path);
        assert_memory_equal(file[0], file[1], TEXT_MAX);
        free(file[0]);
        free(file[1]);
        unlink(path);
        app_destroy(fresh);
    }
    app_destroy(app);
}

/* A change in the past leaves a ghost, and a mark, in the figure too. */
static void
ghosts_are_drawn(void **state)
{
    (void)state;
    size_t length[2];
    for (int changed = 0; changed < 2; changed++) {
        char path[] = "/tmp/ravine-export-XXXXXX.svg";
        struct rv_error error;
        close(mkstemps(path, 4));
        struct app_picture picture = {.path = path, .replace = true};
        struct app *app = open_race(200);
        app_go_to(app, 200);
        app_go_to(app, 20);
        if (changed)
            press(app, '}');
        app_go_to(app, 100);
        if (figure_available())
            assert_int_equal(app_export(app, &picture, &error), RV_OK);
        char *file = read_text(path);
        length[changed] = 0;
        for (const char *at = file; (at = strstr(at, "stroke-dasharray")); at++)
            length[changed]++;
        free(file);
        unlink(path);
        app_destroy(app);
    }
    assert_int_equal(length[0], 0);
    assert_true(!figure_available() || length[1] >= 2); /* on the field, in the chart */
}

/* In a picture of cells nothing steers; as text the screen is whole. */
static void
pictures_have_no_controls(void **state)
{
    (void)state;
    static const char *const keys[] = {"i", "P"};
    for (size_t i = 0; i < 2 && figure_available(); i++) {
        char path[] = "/tmp/ravine-export-XXXXXX.svg";
        struct rv_error error;
        close(mkstemps(path, 4));
        struct app_picture picture = {.path = path, .replace = true};
        struct app *app = open_race(30);
        type(app, keys[i]);
        char *before = screen_text(app);
        assert_int_equal(app_export(app, &picture, &error), RV_OK);
        char *file = read_text(path), *after = screen_text(app);
        const char *height = strstr(file, " height=\"");
        assert_non_null(height); /* 16 points a row, of 40 */
        assert_int_equal(atoi(height + 9), 16 * (i ? 39 : 38));
        assert_string_equal(before, after);
        free(before);
        free(after);
        free(file);
        unlink(path);
        app_destroy(app);
    }
}

/* What stands in the title of a picture. */
static void
pictures_do_not_pause(void **state)
{
    (void)state;
    struct model model;
    struct rv_error error;
    struct faults faults = {0};
    struct canvas canvas;
    struct picture picture = {0};
    struct layout layout;
    struct app_options options = {.caps = caps, .fps = 30};
    size_t n;
    const struct pane_view *const *views = views_all(&n);
    assert_int_equal(scene_load(&options.first, "race", &faults), RV_OK);
    assert_int_equal(model_init(&model, &options, &error), RV_OK);
    model_seek(&model, 7);
    while (model_behind(&model))
        model_work(&model, INT64_MAX);
    assert_true(canvas_init(&canvas, 120, 40));
    for (int still = 0; still < 2; still++) {
        layout_split(&layout, 120, 40);
        layout.still = still;
        struct draw draw = {&canvas, &model, &layout, &picture};
        canvas_clear(&canvas);
        for (size_t i = 0; i < n; i++)
            if (strstr("title hints scrub", views[i]->id))
                views[i]->draw(&draw);
        char *text = canvas_to_text(&canvas);
        assert_non_null(strstr(text, "step 7"));
        assert_true(still == !strstr(text, "paused"));
        assert_true(still == !strstr(text, "help"));
        assert_true(still == !strstr(text, "━"));
        free(text);
    }
    canvas_finish(&canvas);
    model_finish(&model);
}

/* The colours chosen for the field are those of its picture. */
static void
colors_are_the_screens(void **state)
{
    (void)state;
    char *file[2];
    for (int chosen = 0; chosen < 2 && figure_available(); chosen++) {
        char path[] = "/tmp/ravine-export-XXXXXX.svg";
        struct rv_error error;
        close(mkstemps(path, 4));
        struct app_picture picture = {.path = path, .replace = true};
        struct app *app = open_race(20);
        if (chosen)
            press(app, 'M');
        assert_int_equal(app_export(app, &picture, &error), RV_OK);
        file[chosen] = read_text(path);
        unlink(path);
        app_destroy(app);
    }
    if (!figure_available())
        return;
    assert_string_not_equal(file[0], file[1]);
    free(file[0]);
    free(file[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_the_screen),
        cmocka_unit_test(asks_before_it_replaces),
        cmocka_unit_test(keys_do_not_wait_for_a_picture),
        cmocka_unit_test(tells_what_is_wrong),
        cmocka_unit_test(all_views),
        cmocka_unit_test(views_in_turn),
        cmocka_unit_test(ghosts_are_drawn),
        cmocka_unit_test(colors_are_the_screens),
        cmocka_unit_test(pictures_have_no_controls),
        cmocka_unit_test(pictures_do_not_pause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
