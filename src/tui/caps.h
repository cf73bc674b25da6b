/**
 * @file caps.h
 * What TERM, its description and the environment say about a terminal.
 */
#ifndef TUI_CAPS_H
#define TUI_CAPS_H

#include "tui/tui.h"

/** A terminal as its description has it. */
struct terminal_facts {
    bool known;  /**< there is a description */
    bool moves;  /**< it can place its cursor */
    bool direct; /**< colours are 24-bit numbers */
    int colors;  /**< 0: none */
};

/** The kinds of terminal that are treated apart. */
enum terminal_family {
    FAMILY_OTHER,
    FAMILY_XTERM, /**< understands what xterm does: SGR mouse, 24-bit colour sequences */
    FAMILY_TMUX,  /**< the same inside tmux or screen */
    FAMILY_LINUX, /**< the Linux console: 8 colours, bright by bold, few glyphs */
    FAMILY_VT,    /**< vt100 and its successors */
};

/** What TERM is, never NULL. */
const char *caps_term(void);
enum terminal_family caps_family(const char *term);
struct terminal_facts caps_facts(const char *term);
/** The same of the description that is open. */
struct terminal_facts caps_facts_of_open(void);
/** A description that serves where TERM's own is not installed; NULL: none. */
const char *caps_stand_in(enum terminal_family family);

/**
 * Is there a terminal to draw on? Standard input and output are terminals and TERM names
 * one that can move its cursor.
 * @return RV_OK, or RV_E_IO with one line that says what is missing and points at
 * `ravine trace`.
 */
enum rv_status tui_check(struct rv_error *error);

#endif
