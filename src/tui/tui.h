/**
 * @file tui.h
 * The terminal: the only folder that knows curses.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "ui/app.h"

/** What the command line says about the terminal. */
struct tui_options {
    const char *color;  /**< auto rgb 256 16 8 none */
    const char *glyphs; /**< auto braille half ascii */
    const char *theme;  /**< auto dark light */
    bool mouse;
    double fps; /**< 0: the default (30) */
};

/** The rungs these options, the locale, TERM, COLORTERM and NO_COLOR give; opens nothing.
 */
enum rv_status tui_caps(const struct tui_options *options, struct caps *caps,
                        struct rv_error *error);
/**
 * Open the screen, run the app until it is done, restore the terminal.
 * SIGINT, SIGTERM, SIGHUP and SIGQUIT restore the terminal, then are raised again.
 * Takes app_options->first in any case.
 */
enum rv_status tui_run(const struct tui_options *options, struct app_options *app_options,
                       struct rv_error *error);

#endif
