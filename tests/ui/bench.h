/**
 * @file bench.h
 * The program without a terminal, for tests: events in, cells out. Time is the test's
 * own, so that playing is exact.
 */
#ifndef TESTS_UI_BENCH_H
#define TESTS_UI_BENCH_H

#include "../close.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "ui/app.h"

struct bench {
    struct app *app;
    struct canvas canvas;
    int64_t now;
};

static inline struct app_options
options_for(const char *name)
{
    struct faults faults = {0};
    struct app_options options = {
        .caps = {.rung = RUNG_RGB,
                 .best_rung = RUNG_RGB,
                 .glyphs = DOTS_BRAILLE,
                 .utf8 = true,
                 .shapes = true},
        .fps = 30,
    };
    assert_int_equal(scene_load(&options.first, name, &faults), RV_OK);
    return options;
}

static inline void
bench_resize(struct bench *b, int cols, int rows)
{
    struct event event = {.kind = EVENT_RESIZE, .col = cols, .row = rows};
    canvas_resize(&b->canvas, cols, rows);
    app_event(b->app, &event, b->now);
}

static inline void
bench_open_with(struct bench *b, const struct app_options *options, int cols, int rows)
{
    struct rv_error error;
    b->now = 1000000000;
    assert_int_equal(app_create(&b->app, options, &error), RV_OK);
    assert_true(canvas_init(&b->canvas, cols, rows));
    bench_resize(b, cols, rows);
}

static inline void
bench_open(struct bench *b, int cols, int rows)
{
    struct app_options options = options_for("race");
    bench_open_with(b, &options, cols, rows);
}

static inline void
bench_close(struct bench *b)
{
    app_destroy(b->app);
    canvas_finish(&b->canvas);
}

/* What is drawn aside. */
static inline void
wait_for_pictures(struct app *app)
{
    while (app_waits_for(app) >= 0) {
        struct pollfd end = {.fd = app_waits_for(app), .events = POLLIN};
        poll(&end, 1, -1);
        app_ready(app);
    }
}

/* Do all slow work, so that what follows does not depend on this machine's speed. */
static inline void
settle(struct bench *b)
{
    while (app_busy(b->app))
        app_work(b->app, INT64_MAX);
    wait_for_pictures(b->app);
}

static inline void
press(struct bench *b, uint32_t key)
{
    struct event event = {.kind = EVENT_KEY, .key = key};
    app_event(b->app, &event, b->now);
    settle(b);
}

/* Let time pass until playing wants it. */
static inline void
tick(struct bench *b)
{
    b->now = app_deadline(b->app);
    app_tick(b->app, b->now);
    settle(b);
}

static inline void
type_text(struct bench *b, const char *text)
{
    while (*text)
        press(b, utf8_next(&text));
}

/* The screen as text, when all slow work is done; owned by the caller. */
static inline char *
screen(struct bench *b)
{
    do {
        settle(b);
        app_draw(b->app, &b->canvas);
    } while (app_busy(b->app));
    return canvas_to_text(&b->canvas);
}

static inline bool
shows(struct bench *b, const char *text)
{
    char *all = screen(b);
    bool found = strstr(all, text) != NULL;
    if (!found)
        print_message("%s\n", all);
    free(all);
    return found;
}

#endif
