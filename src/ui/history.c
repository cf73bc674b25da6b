#include "history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
forget_from(struct history *history, size_t first)
{
    for (size_t i = first; i < history->n; i++)
        free(history->versions[i]);
    history->n = first;
}

bool
history_reset(struct history *history, const struct rv_document *document)
{
    struct version *version = calloc(1, sizeof *version);
    if (!version)
        return false;
    version->document = *document;
    forget_from(history, 0);
    history->versions[0] = version;
    history->n = 1;
    history->at = 0;
    return true;
}

void
history_finish(struct history *history)
{
    forget_from(history, 0);
}

struct rv_document *
history_document(const struct history *history)
{
    return &history->versions[history->at]->document;
}

struct rv_document *
history_push(struct history *history)
{
    struct version *version = malloc(sizeof *version);
    if (!version)
        return NULL;
    *version = *history->versions[history->at];
    version->words[0] = '\0';
    forget_from(history, history->at + 1);
    if (history->n == HISTORY_MAX) {
        free(history->versions[0]);
        history->n--;
        memmove(&history->versions[0], &history->versions[1],
                history->n * sizeof history->versions[0]);
    }
    history->versions[history->n] = version;
    history->at = history->n++;
    return &version->document;
}

void
history_drop(struct history *history)
{
    forget_from(history, history->at);
    history->at--;
}

void
history_say(struct history *history, const char *words)
{
    struct version *version = history->versions[history->at];
    snprintf(version->words, sizeof version->words, "%s", words);
}

const char *
history_undo(struct history *history)
{
    if (history->at == 0)
        return NULL;
    return history->versions[history->at--]->words;
}

const char *
history_redo(struct history *history)
{
    if (history->at + 1 == history->n)
        return NULL;
    return history->versions[++history->at]->words;
}
