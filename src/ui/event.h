/**
 * @file event.h
 * What a person does, without a terminal: keys as code points or names, the mouse in
 * cells.
 */
#ifndef UI_EVENT_H
#define UI_EVENT_H

#include <stdbool.h>
#include <stdint.h>

/** Keys: a code point below 0x110000, or one of these. */
enum key {
    KEY_NAMED = 0x110000,
    UI_KEY_LEFT,
    UI_KEY_RIGHT,
    UI_KEY_UP,
    UI_KEY_DOWN,
    UI_KEY_SHIFT_LEFT,
    UI_KEY_SHIFT_RIGHT,
    UI_KEY_HOME,
    UI_KEY_END,
    UI_KEY_PAGE_UP,
    UI_KEY_PAGE_DOWN,
    UI_KEY_TAB,
    UI_KEY_BACKTAB,
    UI_KEY_ENTER,
    UI_KEY_ESCAPE,
    UI_KEY_BACKSPACE,
    UI_KEY_DELETE,
};

enum event_kind {
    EVENT_KEY,
    EVENT_MOUSE,
    EVENT_RESIZE,
    EVENT_BACKGROUND, /**< the terminal has told its own */
    EVENT_ANSWER, /**< it has answered another question: for the terminal's side alone */
};
enum mouse_kind {
    MOUSE_PRESS,
    MOUSE_RELEASE,
    MOUSE_DRAG,
    MOUSE_WHEEL_UP,
    MOUSE_WHEEL_DOWN
};

struct event {
    enum event_kind kind;
    uint32_t key;
    enum mouse_kind mouse;
    bool ctrl;
    int col, row;  /**< of the mouse; of EVENT_RESIZE: the new size */
    uint32_t rgb;  /**< EVENT_BACKGROUND: 0xRRGGBB */
    double aspect; /**< EVENT_RESIZE: height over width of a cell, 0 where unknown */
};

#endif
