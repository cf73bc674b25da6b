/*
 * The one loop: events and time go into the app, pictures come out. It waits in one
 * place, a ppoll() that alone has the signals open, until the earliest of: a byte, a
 * signal, the app's next tick, the next picture, a lone Escape. Paused there is no such
 * time and it waits for ever.
 *
 * Times are absolute. A picture that is late is not drawn twice: the app is told the time
 * it is and moves on by what has passed, and there is at most one picture per turn. A
 * line that has not taken the picture before, or a terminal that has not come as far
 * (pace.h), gets no new one, so that no backlog builds up.
 */
#include "tui/caps.h"
#include "tui/flush.h"
#include "tui/input.h"
#include "tui/screen.h"
#include "tui/signals.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    READ_SIZE = 1024,
    DEFAULT_FPS = 30,
    DEFAULT_ESCAPE_MS = 50,
    MOST_ESCAPE_MS = 5000
};

static const int64_t second_ns = 1000000000;
/* The first picture waits so long for the terminal to tell its background, and to become
 * fine: a local one does meanwhile, and nothing coarse or in the wrong theme flashes by.
 */
static const int64_t first_ns = 10000000;
/* Jobs stop this often to look for a key, also where a frame would be longer. */
static const int64_t slice_ns = 8000000;

struct loop {
    struct app *app;
    struct screen screen;
    struct flush flush;
    struct input input;
    struct canvas canvas;
    struct caps caps;
    bool wants_mouse;
    int64_t frame_ns; /**< the shortest time between two pictures */
    int64_t drawn_ns; /**< 0: nothing yet */
    int64_t first_ns; /**< then the first picture waits for nothing more */
    bool blocked;     /**< a picture waits for the line */
    int64_t held_ns;  /**< it waits for the terminal, at most until then; -1: no */
    bool closed;      /**< nobody is at the other end */
    int signal;       /**< that ends the program; 0: none */
    enum rv_status status;
    struct rv_error *error;
};

static int64_t
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * second_ns + now.tv_nsec;
}

static int
escape_ms(void)
{
    const char *text = getenv("ESCDELAY");
    char *end;
    long value = text ? strtol(text, &end, 10) : -1;
    if (!text || end == text || *end || value < 0)
        return DEFAULT_ESCAPE_MS;
    return value > MOST_ESCAPE_MS ? MOST_ESCAPE_MS : (int)value;
}

static enum rv_status
open_screen(struct loop *loop)
{
    enum rv_status status =
        screen_open(&loop->screen, loop->caps.utf8, loop->wants_mouse, loop->error);
    if (status != RV_OK)
        return status;
    flush_init(&loop->flush, &loop->screen);
    input_init(&loop->input, escape_ms());
    screen_names(&loop->input);
    loop->held_ns = -1;
    loop->input.asked = screen_ask(&loop->screen);
    loop->first_ns = now_ns() + first_ns;
    return RV_OK;
}

static void
fit_size(struct loop *loop)
{
    struct event event = screen_size();
    if (!canvas_resize(&loop->canvas, event.col, event.row)) {
        loop->status = rv_fail(loop->error, RV_E_MEMORY,
                               "no memory for a screen of %dx%d", event.col, event.row);
        return;
    }
    flush_forget(&loop->flush);
    app_event(loop->app, &event, now_ns());
}

static void
stop_and_return(struct loop *loop)
{
    screen_leave(&loop->screen);
    signals_stop();
    screen_return(&loop->screen);
    fit_size(loop);
}

static void
take_signals(struct loop *loop)
{
    struct signals got = signals_take();
    loop->signal = got.end;
    if (got.end)
        return;
    if (got.stop)
        stop_and_return(loop);
    else if (got.resumed) /* after a SIGSTOP: the shell has used the terminal meanwhile */
        screen_return(&loop->screen);
    if (got.resized || got.resumed)
        fit_size(loop);
}

static void
take_answer(struct loop *loop)
{
    screen_answer(&loop->screen);
    loop->held_ns = -1;
    loop->input.asked = false; /* nothing of the background comes any more */
}

static void
deliver(struct loop *loop, const struct event *events, size_t n, int64_t now)
{
    enum { CTRL_L = 12 };
    for (size_t i = 0; i < n && !app_done(loop->app); i++) {
        if (events[i].kind == EVENT_KEY && events[i].key == CTRL_L)
            flush_forget(&loop->flush); /* as everywhere: draw it all again */
        else if (events[i].kind == EVENT_ANSWER)
            take_answer(loop);
        else
            app_event(loop->app, &events[i], now);
    }
}

static void
take_input(struct loop *loop, short revents)
{
    struct event events[READ_SIZE + 1];
    int64_t now = now_ns();
    deliver(loop, events, input_timeout(&loop->input, now, events), now);
    if (revents == 0)
        return;
    char bytes[READ_SIZE];
    ssize_t n = revents & POLLIN ? read(STDIN_FILENO, bytes, sizeof bytes) : 0;
    if (n > 0)
        deliver(loop, events, input_feed(&loop->input, bytes, (size_t)n, now, events),
                now);
    else if (n == 0 || errno != EINTR)
        loop->closed = true;
}

static void
draw(struct loop *loop, int64_t now)
{
    bool ready = screen_ready(&loop->screen, &loop->held_ns);
    loop->blocked = !ready && loop->held_ns < 0;
    if (!ready)
        return;
    app_draw(loop->app, &loop->canvas);
    loop->drawn_ns = now;
    if (!flush_canvas(&loop->flush, &loop->canvas))
        loop->status = rv_fail(loop->error, RV_E_MEMORY, "no memory for the screen");
}

static bool
is_due(int64_t deadline, int64_t now)
{
    return deadline >= 0 && now >= deadline;
}

static bool
must_draw(const struct loop *loop)
{
    return app_stale(loop->app) || !loop->flush.valid;
}

/* When the next picture may be drawn. */
static int64_t
frame_due(const struct loop *loop)
{
    bool complete = !loop->input.asked && !app_busy(loop->app);
    if (loop->drawn_ns == 0)
        return complete ? 0 : loop->first_ns;
    return loop->drawn_ns + loop->frame_ns;
}

/* One turn: time, work, at most one picture. */
static void
turn(struct loop *loop)
{
    int64_t now = now_ns();
    if (is_due(app_deadline(loop->app), now))
        app_tick(loop->app, now);
    int64_t next_frame = frame_due(loop);
    if (app_busy(loop->app)) {
        int64_t until = now + slice_ns;
        bool waiting = must_draw(loop) && next_frame > now && next_frame < until;
        app_work(loop->app, waiting ? next_frame : until);
        now = now_ns();
        next_frame = frame_due(loop);
    }
    if (must_draw(loop) && now >= next_frame)
        draw(loop, now);
}

static int64_t
earlier(int64_t one, int64_t two)
{
    return one < 0 || (two >= 0 && two < one) ? two : one;
}

/* When to be woken; -1: by a key or a signal only. */
static int64_t
wake_time(const struct loop *loop)
{
    if (app_busy(loop->app))
        return 0;
    int64_t wake = earlier(app_deadline(loop->app), input_deadline(&loop->input));
    if (must_draw(loop) && loop->held_ns >= 0)
        wake = earlier(wake, loop->held_ns); /* or with the answer */
    else if (must_draw(loop) && !loop->blocked)
        wake = earlier(wake, frame_due(loop));
    return wake;
}

/** The one wait. @return what standard input has. */
static short
wait_for_more(const struct loop *loop)
{
    bool waits = loop->blocked || !screen_sent(&loop->screen);
    struct pollfd fds[] = {
        {.fd = STDIN_FILENO,               .events = POLLIN }, /* below 0: none */
        {.fd = waits ? STDOUT_FILENO : -1, .events = POLLOUT},
        {.fd = app_waits_for(loop->app),   .events = POLLIN },
    };
    int64_t wake = wake_time(loop), left = wake < 0 ? 0 : wake - now_ns();
    left = left < 0 ? 0 : left;
    struct timespec timeout = {.tv_sec = left / second_ns, .tv_nsec = left % second_ns};
    int n =
        ppoll(fds, sizeof fds / sizeof *fds, wake < 0 ? NULL : &timeout, signals_mask());
    if (n > 0 && fds[2].revents)
        app_ready(loop->app);
    return n > 0 ? fds[0].revents : 0;
}

static void
run(struct loop *loop)
{
    fit_size(loop);
    if (loop->status == RV_OK)
        app_draw(loop->app, &loop->canvas); /* made once, it costs little to draw again */
    for (;;) {
        if (loop->status != RV_OK || loop->signal || loop->closed || app_done(loop->app))
            return;
        turn(loop);
        if (loop->status != RV_OK || app_done(loop->app))
            return;
        short revents = wait_for_more(loop);
        take_signals(loop);
        screen_push(&loop->screen);
        if (!loop->signal && loop->status == RV_OK)
            take_input(loop, revents);
    }
}

/* With the app made: the screen, until the app is done. @return the signal that ended it.
 */
static int
run_screen(struct loop *loop)
{
    signals_install();
    loop->status = open_screen(loop);
    if (loop->status == RV_OK) {
        run(loop);
        screen_close(&loop->screen);
    }
    flush_finish(&loop->flush);
    canvas_finish(&loop->canvas);
    signals_remove();
    return loop->signal;
}

enum rv_status
tui_run(const struct tui_options *options, struct app_options *app_options,
        struct rv_error *error)
{
    enum rv_status status = tui_check(error);
    if (status == RV_OK)
        status = tui_caps(options, &app_options->caps, error);
    if (status != RV_OK) {
        scene_destroy(app_options->first);
        return status;
    }
    app_options->fps = options->fps > 0 ? options->fps : DEFAULT_FPS;
    struct loop loop = {
        .caps = app_options->caps,
        .wants_mouse = options->mouse,
        /* Half the app's own: a key between two of its frames is not held back. */
        .frame_ns = (int64_t)((double)second_ns / app_options->fps / 2),
        .error = error,
    };
    status = app_create(&loop.app, app_options, error);
    if (status != RV_OK)
        return status;
    int signal_number = run_screen(&loop);
    app_destroy(loop.app);
    /* The default action again: who waits for the program sees what ended it. */
    if (signal_number)
        raise(signal_number);
    return loop.status;
}
