/**
 * @file history.h
 * Undo and redo: an array of documents. They never move the playhead.
 */
#ifndef UI_HISTORY_H
#define UI_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include <ravine/document.h>

enum { HISTORY_MAX = 256, HISTORY_WORDS_MAX = 120 };

/** A document, and what was changed to get there, in words. */
struct version {
    struct rv_document document;
    char words[HISTORY_WORDS_MAX];
};

struct history {
    struct version *versions[HISTORY_MAX];
    size_t n, at;
};

/** Begin again with @document alone. @return false when there is no memory. */
bool history_reset(struct history *history, const struct rv_document *document);
void history_finish(struct history *history);
struct rv_document *history_document(const struct history *history);
/** Push a copy of the present document, dropping what was undone; change that copy.
 * @return NULL when there is no memory. */
struct rv_document *history_push(struct history *history);
/** Take the last push back, as if it had not been. */
void history_drop(struct history *history);
/** Say what the last push changed. */
void history_say(struct history *history, const char *words);
/** @return the words of what was undone or done again, NULL when there is nothing. */
const char *history_undo(struct history *history);
const char *history_redo(struct history *history);

#endif
