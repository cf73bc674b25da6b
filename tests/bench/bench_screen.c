/*
 * What the screen costs: the program itself in a terminal of 200x60, its processor time
 * (with its writes), bytes and wake-ups as the system counts them. Pictures are counted
 * by the mark that ends each.
 */
#include "tui/pty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLS = 200, ROWS = 60, REPAINTS = 40, STARTS = 15, FRAMES = 150 };

#define RACERS                                                                      \
    "--racer", "gd:lr=0.0012", "--racer", "momentum:lr=0.0001", "--racer",          \
        "nesterov:lr=0.0008,beta=0.95,form=lookahead", "--racer", "adagrad:lr=0.5", \
        "--racer", "rmsprop:lr=0.01", "--racer", "adam:lr=0.1", "--racer",          \
        "gd:lr=0.0005", "--racer", "momentum:lr=0.0003", "--racer",                 \
        "nesterov:lr=0.0003", "--racer", "adagrad:lr=0.2", "--racer",               \
        "rmsprop:lr=0.005", "--racer", "adam:lr=0.03"

static const char *const twelve[] = {RAVINE_PROGRAM, RACERS, "--steps", "100000", NULL};
static const char *const plain[] = {RAVINE_PROGRAM, NULL};
static const char *const rgb[] = {"COLORTERM=truecolor", NULL};
static bool all_within = true;

/* Pictures shown so far. */
static int
pictures(const struct pty *pty)
{
    size_t length;
    int count = 0;
    const char *at = pty_output(pty, &length);
    while ((at = strstr(at, "\033[?2026l"))) {
        count++;
        at++;
    }
    return count;
}

static bool
has_pictures(struct pty *pty, const void *count)
{
    return pictures(pty) >= *(const int *)count;
}

static void
wait_pictures(struct pty *pty, int count)
{
    if (pty_until(pty, has_pictures, &count))
        return;
    pty_dump(pty);
    fprintf(stderr, "no picture\n");
    exit(1);
}

static struct pty *
open_race(const char *const *argv, const char *const *env)
{
    struct pty_options options = {.cols = COLS, .rows = ROWS, .env = env};
    struct pty *pty = pty_spawn(argv, &options);
    wait_pictures(pty, 1);
    return pty;
}

static void
row(const char *what, double value, double limit, const char *unit)
{
    bool within = value <= limit;
    all_within = all_within && within;
    printf("%-44s %9.2f %-6s limit %g%s\n", what, value, unit, limit,
           within ? "" : "   OVER");
}

/* 40 steps a second at 30 pictures a second: every picture has a new step. */
static void
bench_frame(const char *name, const char *const *env, const char *keys)
{
    struct pty *pty = open_race(twelve, env);
    pty_type(pty, keys);
    wait_pictures(pty, 20);
    int first = pictures(pty);
    int64_t cpu = pty_cpu_ns(pty);
    size_t bytes = pty_bytes(pty);
    wait_pictures(pty, first + FRAMES);
    int frames = pictures(pty) - first;
    char what[64];
    snprintf(what, sizeof what, "a frame, 12 racers, %s", name);
    row(what, (double)(pty_cpu_ns(pty) - cpu) / frames / 1e6, 0.5, "ms");
    row("", (double)(pty_bytes(pty) - bytes) / frames / 1000, 2, "KB");
    pty_destroy(pty);
}

/* The block from another side: built and painted anew, trails with it. */
static void
bench_turn(void)
{
    struct pty *pty = open_race(twelve, rgb);
    pty_type(pty, ">>v");
    pty_expect(pty, "tilt 63");
    pty_run(pty, 300);
    int before = pictures(pty);
    int64_t cpu = pty_cpu_ns(pty);
    for (int i = 1; i <= REPAINTS; i++) {
        pty_type(pty, "H");
        wait_pictures(pty, before + i);
    }
    row("a turn of the block, true colour",
        (double)(pty_cpu_ns(pty) - cpu) / REPAINTS / 1e6, 14, "ms");
    pty_destroy(pty);
}

static void
bench_repaint(const char *name, const char *const *env, double limit)
{
    struct pty *pty = open_race(twelve, env);
    pty_type(pty, ">");
    pty_expect(pty, "step 10");
    pty_run(pty, 100);
    int before = pictures(pty);
    int64_t cpu = pty_cpu_ns(pty);
    size_t bytes = pty_bytes(pty);
    for (int i = 1; i <= REPAINTS; i++) {
        pty_type(pty, "\014");
        wait_pictures(pty, before + i);
    }
    char what[64];
    snprintf(what, sizeof what, "full repaint, %s", name);
    row(what, (double)(pty_cpu_ns(pty) - cpu) / REPAINTS / 1e6, limit, "ms");
    row("", (double)(pty_bytes(pty) - bytes) / REPAINTS / 1000, 1000, "KB");
    pty_destroy(pty);
}

static void
bench_paused(void)
{
    struct pty *pty = open_race(twelve, NULL);
    pty_type(pty, " ");
    pty_expect(pty, "step 2");
    pty_type(pty, " ");
    pty_run(pty, 300);
    long before = pty_status(pty, "voluntary_ctxt_switches");
    pty_run(pty, 2000);
    long woken = pty_status(pty, "voluntary_ctxt_switches") - before;
    row("paused for two seconds", (double)woken, 0, "wakes");
    pty_destroy(pty);
}

/* The fastest of some starts, from execve() to the picture on the terminal: what else the
 * machine does makes it slower, nothing makes it faster. */
static void
bench_start(void)
{
    double best = 1e9;
    long most = 0;
    for (int i = 0; i < STARTS; i++) {
        struct pty *pty = open_race(plain, NULL);
        double ms = pty_age_ms(pty);
        long size = pty_status(pty, "VmHWM");
        best = ms < best ? ms : best;
        most = size > most ? size : most;
        pty_type(pty, "q"); /* gone before the next one starts */
        pty_wait_exit(pty);
        pty_destroy(pty);
    }
    row("process start to first picture", best, 15, "ms");
    row("", (double)most / 1024, 8, "MiB");
}

int
main(void)
{
    printf("screen of %dx%d\n", COLS, ROWS);
    bench_frame("256 colours", NULL, "]] ");
    bench_frame("true colour", rgb, "]] ");
    bench_frame("block, true colour", rgb, "v]] ");
    bench_turn();
    bench_repaint("256 colours", NULL, 6);
    bench_repaint("true colour", rgb, 14);
    bench_paused();
    bench_start();
    return all_within ? 0 : 1;
}
