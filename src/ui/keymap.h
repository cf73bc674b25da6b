/**
 * @file keymap.h
 * Which key does what: one row each. Help, hint line and `ravine list keys` are made from
 * it.
 */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include "action.h"

/** The action of @key, or ACTION_COUNT. */
enum action keymap_find(uint32_t key);

struct binding {
    uint32_t key;
    enum action action;
};
/** All bindings; the first of an action is the one that is shown. */
const struct binding *keymap_bindings(size_t *n);
/** The name of @key: "Space", "→" ("Right" in ASCII), "+". @return @buffer. */
char *key_name(uint32_t key, bool ascii, char buffer[16]);

/** One line of help: keys of neighbouring actions that share it, "← →". */
struct key_line {
    char keys[48];
    const char *text;
    enum group group;
    enum action action; /**< the first of them */
};
/** Line @i of the help, @return false behind the last. */
bool keymap_line(size_t i, bool ascii, struct key_line *line);
/** All hints ("← →", "step"), in the order of the actions. @return how many. */
size_t keymap_hints(bool ascii, struct key_line lines[ACTION_COUNT]);

#endif
