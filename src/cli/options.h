/**
 * @file options.h
 * The command line: one table of subcommands and one of options; parsing, --help and the
 * checks of man page and completions read the same rows.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/** Exit status. */
enum {
    EXIT_FINE = 0,
    EXIT_FAILED = 1,      /**< the thing asked for did not hold */
    EXIT_USAGE = 2,       /**< usage or input error */
    EXIT_ENVIRONMENT = 3, /**< no terminal, out of memory, output cannot be written */
};

/* id, function, usage, summary. SCREEN is what runs without a subcommand. */
#define COMMAND_LIST(X)                                                                  \
    X(SCREEN, screen, "[OPTIONS] [SCENE|FOLDER]...", "open the screen")                  \
    X(TRACE, trace, "[OPTIONS] [SCENE]", "print trajectories")                           \
    X(SURFACE, surface, "SPEC --at X,Y [--at X,Y]...", "print value, gradient, Hessian") \
    X(RENDER, render, "[OPTIONS] [SCENE] -o FILE", "draw a picture")                     \
    X(CHECK, check, "SCENE...", "validate scenes and their claims")                      \
    X(LIST, list, "[optimizers|surfaces|schedules|data|scenes|keys|themes] [ID]",        \
      "print what there is")

enum command_id {
#define X(id, ...) COMMAND_##id,
    COMMAND_LIST(X)
#undef X
        COMMAND_COUNT
};

#define IN(command) (1u << COMMAND_##command)
#define IN_RACE (IN(SCREEN) | IN(TRACE) | IN(RENDER))

/* id, name, value, choices ("" or words joined by |), subcommands, help */
#define OPTION_LIST(X)                                                                  \
    X(SURFACE, "surface", "SPEC", "", IN_RACE, "replace the surface, window and start") \
    X(RACER, "racer", "SPEC", "", IN_RACE, "replace the racers; once for each")         \
    X(START, "start", "X,Y", "", IN_RACE, "move every racer's start")                   \
    X(WINDOW, "window", "X0,X1,Y0,Y1", "", IN_RACE, "show this part of the surface")    \
    X(STEPS, "steps", "N", "", IN_RACE, "steps to take, at most 10000000")              \
    X(SEED, "seed", "N", "", IN_RACE, "seed of batches and noise")                      \
    X(SET, "set", "KEY=VALUE", "", IN_RACE, "set KEY, LABEL.KEY, 3.KEY or surface.KEY") \
    X(FORMAT, "format", "FORMAT", "csv|jsonl", IN(TRACE), "csv or jsonl")               \
    X(AT, "at", "X,Y", "", IN(SURFACE), "the point; several are several rows")          \
    X(AUTOPLAY, "autoplay", NULL, "", IN(SCREEN), "play at once")                       \
    X(QUIT, "quit", NULL, "", IN(SCREEN), "end the program with the last step")         \
    X(STEP, "step", "N", "", IN(SCREEN) | IN(RENDER), "show step N")                    \
    X(OUTPUT, "output", "FILE", "", IN(RENDER), "-o FILE: .svg .pdf .png .txt .ans")    \
    X(SIZE, "size", "WxH", "", IN(RENDER),                                              \
      "in points, pixels (png) or cells (txt, ans)")                                    \
    X(VIEW, "view", "WHICH", "map|3d|section|charts|data", IN(RENDER),                  \
      "map, 3d, section, charts, data")                                                 \
    X(SPLIT, "split", NULL, "", IN(RENDER), "the map, and the view beside it")          \
    X(FRAMES, "frames", "DIR", "", IN(RENDER),                                          \
      "DIR/000000.png and on, one for each step")                                       \
    X(COLOR, "color", "WHICH", "auto|rgb|256|16|8|none", IN(SCREEN),                    \
      "auto, rgb, 256, 16, 8 or none")                                                  \
    X(GLYPHS, "glyphs", "WHICH", "auto|braille|half|ascii", IN(SCREEN),                 \
      "auto, braille, half or ascii")                                                   \
    X(THEME, "theme", "WHICH", "auto|dark|light", IN(SCREEN) | IN(RENDER),              \
      "auto, dark or light")                                                            \
    X(FPS, "fps", "N", "", IN(SCREEN), "frames a second at most, 1 to 240")             \
    X(NO_MOUSE, "no-mouse", NULL, "", IN(SCREEN), "leave the mouse to the terminal")    \
    X(HELP, "help", NULL, "", ~0u, "print this help")                                   \
    X(VERSION, "version", NULL, "", ~0u, "print the version")

enum option_id {
#define X(id, ...) OPTION_##id,
    OPTION_LIST(X)
#undef X
        OPTION_COUNT,
    OPTION_WORD = OPTION_COUNT /**< no option: a word */
};

/** What stood on the line, in its order. */
struct given {
    enum option_id id;
    char *value; /**< NULL for options without one */
};

struct options {
    enum command_id command;
    struct given *given;
    size_t n;
    unsigned faults; /**< told on stderr so far */
};

struct command {
    const char *name, *usage, *summary;
    int (*run)(struct options *options);
};
extern const struct command commands[COMMAND_COUNT];

/** Read the line; complaints go to stderr and are counted. @return false: out of memory.
 */
bool options_parse(struct options *options, int argc, char **argv);
void options_finish(struct options *options);
/** The next of @id at or after *@i, which moves behind it; NULL: no more. */
const struct given *options_next(const struct options *options, enum option_id id,
                                 size_t *i);
/** The last value of @id, or NULL. */
const char *options_value(const struct options *options, enum option_id id);
bool options_has(const struct options *options, enum option_id id);
/** Complain: `ravine: --NAME 'VALUE': column C: TEXT`.
 */
void options_fault(struct options *options, enum option_id id, const char *value,
                   int column, const char *text);
/** Complain about the line as a whole: `ravine: TEXT`. */
void usage_fault(struct options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void options_help(enum command_id command, FILE *out);

#define X(id, function, ...) int run_##function(struct options *options);
COMMAND_LIST(X)
#undef X

#endif
