/*
 * An app that shows what the terminal layer tells it, so that the layer can be tested
 * without the program: the last event in words, a counter of ticks and of jobs, a field
 * of colours. Keys: Space play, q quit, w work, c next rung, A abort, Z a wild pointer,
 * O overflow of the stack, E exit(7).
 */
#include "ui/app.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct app {
    struct caps caps;
    struct event last;
    int cols, rows, events, ticks, work, worked, resizes;
    double aspect;
    uint32_t ground;
    bool playing, stale, done;
    int64_t next_ns, frame_ns;
};

static volatile int depth_sink;

/* Not a tail call: the result is used. */
static int
overflow(int depth)
{
    volatile char block[4096];
    block[0] = (char)depth;
    depth_sink = depth;
    return depth == -1 ? 0 : overflow(depth + 1) + block[0];
}

enum rv_status
app_create(struct app **out, const struct app_options *options, struct rv_error *error)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return rv_fail(error, RV_E_MEMORY, "no memory");
    (*out)->caps = options->caps;
    (*out)->frame_ns = (int64_t)(1e9 / options->fps);
    (*out)->stale = true;
    (*out)->ground = 0x123456;
    (*out)->playing = options->autoplay;
    return RV_OK;
}

void
app_destroy(struct app *app)
{
    free(app);
}

/* Memory that may not be touched; not NULL, which a sanitizer would see before. */
static void *
no_memory(void)
{
    return mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void
key(struct app *app, uint32_t key, int64_t now)
{
    switch (key) {
    case ' ':
        app->playing = !app->playing;
        app->next_ns = now + app->frame_ns;
        break;
    case 'q':
        app->done = true;
        break;
    case 'w':
        app->work = 50;
        break;
    case 'c':
        app->caps.rung = (app->caps.rung + 1) % (RUNG_MONO + 1);
        break;
    case 'A':
        abort();
    case 'E':
        exit(7);
    case 'O':
        overflow(0);
        break;
    case 'Z':
        *(volatile char *)no_memory() = 1;
        break;
    default:
        break;
    }
}

void
app_event(struct app *app, const struct event *event, int64_t now_ns)
{
    app->stale = true;
    if (event->kind == EVENT_RESIZE) {
        app->cols = event->col;
        app->rows = event->row;
        app->aspect = event->aspect;
        app->resizes++;
        return;
    }
    if (event->kind == EVENT_BACKGROUND) {
        app->ground = event->rgb;
        return;
    }
    app->last = *event;
    app->events++;
    if (event->kind == EVENT_KEY)
        key(app, event->key, now_ns);
}

int64_t
app_deadline(const struct app *app)
{
    return app->playing ? app->next_ns : -1;
}

void
app_tick(struct app *app, int64_t now_ns)
{
    app->ticks++;
    while (app->next_ns <= now_ns)
        app->next_ns += app->frame_ns;
    app->stale = true;
}

int
app_waits_for(const struct app *app)
{
    (void)app;
    return -1;
}

void
app_ready(struct app *app)
{
    (void)app;
}

bool
app_busy(const struct app *app)
{
    return app->work > 0;
}

void
app_work(struct app *app, int64_t deadline_ns)
{
    (void)deadline_ns;
    app->work--;
    app->worked++;
    app->stale = true;
}

bool
app_stale(const struct app *app)
{
    return app->stale;
}

bool
app_done(const struct app *app)
{
    return app->done;
}

static color_t
swatch(enum color_rung rung, int i)
{
    switch (rung) {
    case RUNG_RGB:
        return COLOR_RGB((unsigned)i << 16 | 0x000204);
    case RUNG_256:
        return COLOR_INDEX(232 + i % 24);
    case RUNG_16:
        return COLOR_INDEX(i % 16);
    case RUNG_8:
        return COLOR_INDEX(i % 8);
    default:
        return COLOR_NONE;
    }
}

static void
text(struct canvas *canvas, int row, const char *words)
{
    canvas_text(canvas, 0, row, canvas->cols, words, (struct style){0});
}

void
app_draw(struct app *app, struct canvas *canvas)
{
    static const char *const mouse[] = {"press", "release", "drag", "wheel up",
                                        "wheel down"};
    char line[160];
    app->stale = false;
    canvas_clear(canvas);
    snprintf(line, sizeof line, "fake %dx%d resizes %d aspect %.2f %s", app->cols,
             app->rows, app->resizes, app->aspect, app->playing ? "playing" : "paused");
    text(canvas, 0, line);
    if (app->last.kind == EVENT_KEY)
        snprintf(line, sizeof line, "event %d key %x", app->events, app->last.key);
    else
        snprintf(line, sizeof line, "event %d %s %d,%d%s", app->events,
                 mouse[app->last.mouse], app->last.col, app->last.row,
                 app->last.ctrl ? " ctrl" : "");
    text(canvas, 1, line);
    snprintf(line, sizeof line, "ticks %d worked %d ground %06x", app->ticks, app->worked,
             app->ground);
    text(canvas, 2, line);
    snprintf(line, sizeof line, "rung %d glyphs %d utf8 %d shapes %d theme %d",
             app->caps.rung, app->caps.glyphs, app->caps.utf8, app->caps.shapes,
             app->caps.theme);
    text(canvas, 3, line);
    text(canvas, 4, "η 0.05 − ● ⣿ ▀");
    for (int i = 0; i < 16; i++)
        canvas_put(canvas, i, 5, 0x2580,
                   (struct style){.fg = swatch(app->caps.rung, i),
                                  .bg = swatch(app->caps.rung, i + 1)});
    canvas_text(canvas, 20, 5, 4, "bold", (struct style){.attr = ATTR_BOLD});
}
