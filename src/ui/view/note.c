/*
 * One place for words, in this order: what is being typed, an answer to the last key, the
 * lesson's note. Where the screen is small it covers the lowest rows of the field.
 */
#include "view.h"

#include <stdio.h>
#include <string.h>

#include "ui/branch.h"
#include "ui/slot.h"
#include "ui/tune.h"

enum { LINES_MAX = 4, TEXT_FROM = 3 };

static const struct note *
present_note(const struct model *m)
{
    const struct note *present = NULL;
    if (!model_tells_story(m))
        return NULL;
    for (size_t i = 0; i < m->scene->n_notes; i++)
        if (m->scene->notes[i].at <= m->playhead)
            present = &m->scene->notes[i];
    return present;
}

/* A question stands with its choices. */
static void
note_text(const struct note *note, char *text, size_t size)
{
    if (!note->ask) {
        snprintf(text, size, "%s", note->text);
        return;
    }
    size_t length = (size_t)snprintf(text, size, "%s", note->ask);
    for (size_t i = 0; i < note->n_choices && length < size; i++)
        length += (size_t)snprintf(text + length, size - length, "   %zu %s", i + 1,
                                   note->choices[i]);
}

/* Columns of the words of @text that fit in @room, and where the rest begins. */
static size_t
line_length(const char *text, int room)
{
    size_t best = 0, at = 0;
    while (text[at]) {
        size_t next = at + strcspn(text + at, " ");
        char part[1024];
        snprintf(part, sizeof part, "%.*s", (int)next, text);
        if (text_width(part) > room)
            return best ? best : next;
        best = next;
        at = next + strspn(text + next, " ");
    }
    return best;
}

static int
wrap(const char *text, int room, const char *lines[LINES_MAX], size_t lengths[LINES_MAX])
{
    int n = 0;
    while (*text && n < LINES_MAX) {
        lines[n] = text;
        lengths[n] = line_length(text, room);
        text += lengths[n];
        text += strspn(text, " ");
        n++;
    }
    return n;
}

static void
put_words(const struct draw *draw, const char *text, struct style style)
{
    const struct rect *pane = &draw->layout->note;
    const char *lines[LINES_MAX];
    size_t lengths[LINES_MAX];
    int n = wrap(text, pane->cols - TEXT_FROM - 1, lines, lengths);
    struct style blank = {.bg = COLOR_NONE};
    for (int i = 0; i < n; i++) {
        char line[1024];
        int row = pane->row - n + 1 + i;
        struct rect whole = {pane->col, row, pane->cols, 1};
        snprintf(line, sizeof line, "%.*s", (int)lengths[i], lines[i]);
        canvas_fill(draw->canvas, whole, ' ', blank);
        put(draw, pane->col + 1, row, 1, theme_text(&draw->model->theme, "▎", "|"),
            bold(draw, ROLE_BRIGHT));
        put(draw, pane->col + TEXT_FROM, row, pane->cols - TEXT_FROM, line, style);
    }
}

static void
prompt_text(const struct model *m, char *text, size_t size)
{
    char value[PROMPT_MAX];
    const char *typed = m->prompt.text, *cursor = theme_text(&m->theme, "█", "_");
    switch (m->prompt.kind) {
    case PROMPT_VALUE:
        tune_text(m, value, sizeof value);
        snprintf(text, size, "%s: %s = %s%s   (now %s)", slot_owner(m),
                 model_symbol(m, slot_param(m, m->setting)), typed, cursor, value);
        break;
    case PROMPT_GO_TO:
        snprintf(text, size, "go to: %s%s   (a step, loss 1e-3, diverged)", typed,
                 cursor);
        break;
    case PROMPT_SAVE:
        snprintf(text, size, "save as: %s%s   (a name like lesson.yaml)", typed, cursor);
        break;
    case PROMPT_EXPORT:
        snprintf(text, size, "picture: %s%s   (.svg, .pdf, .png, .txt or .ans)", typed,
                 cursor);
        break;
    case PROMPT_EXPORT_REPLACE:
    case PROMPT_REPLACE:
        snprintf(text, size, "%s exists: Enter replaces it, Esc keeps it", typed);
        break;
    case PROMPT_FORMULA: /* see put_formula() */
    case PROMPT_NONE:
        *text = '\0';
        break;
    }
}

static void
put_prompt(const struct draw *draw)
{
    char text[2 * PROMPT_MAX + 160];
    prompt_text(draw->model, text, sizeof text);
    put_words(draw, text, bold(draw, ROLE_BRIGHT));
}

/* The formula, and under it a caret where something is wrong. A long one shows its end.
 */
static void
put_formula(const struct draw *draw)
{
    const struct rect *pane = &draw->layout->note;
    const struct prompt *prompt = &draw->model->prompt;
    const char *text = prompt->text;
    int room = pane->cols - TEXT_FROM - 6, skipped = 0;
    struct style blank = {.bg = COLOR_NONE};
    for (int row = pane->row - 1; row <= pane->row; row++)
        canvas_fill(draw->canvas, (struct rect){pane->col, row, pane->cols, 1}, ' ',
                    blank);
    for (; text_width(text) > room; skipped++)
        utf8_next(&text);
    int col = pane->col + TEXT_FROM, row = pane->row - 1;
    col += put(draw, col, row, 5, "f = ", role(draw, ROLE_MUTED));
    int used = put(draw, col, row, room, text, bold(draw, ROLE_BRIGHT));
    put(draw, col + used, row, 1, theme_text(&draw->model->theme, "█", "_"),
        bold(draw, ROLE_BRIGHT));
    if (!*prompt->wrong) {
        put(draw, col, row + 1, room, "Enter takes it, Esc goes back",
            role(draw, ROLE_MUTED));
        return;
    }
    int caret = prompt->column > skipped ? prompt->column - 1 - skipped : 0;
    put(draw, col + caret, row + 1, 1, "^", bold(draw, ROLE_WARN));
    bool left = caret + 2 + text_width(prompt->wrong) > room + 4;
    put(draw, left ? pane->col + 1 : col + caret + 2, row + 1,
        left ? col + caret - 2 : room, prompt->wrong, role(draw, ROLE_WARN));
}

static void
draw_note(const struct draw *draw)
{
    char text[1024];
    const struct model *m = draw->model;
    const struct note *note = present_note(m);
    if (m->prompt.kind == PROMPT_FORMULA) {
        put_formula(draw);
    } else if (m->prompt.kind != PROMPT_NONE) {
        put_prompt(draw);
    } else if (*m->message.text) {
        put_words(draw, m->message.text,
                  m->message.warn ? bold(draw, ROLE_WARN) : role(draw, ROLE_TEXT));
    } else if (note && m->notes == !draw->layout->note_stands) {
        bool changed = !branch_is_told(m);
        size_t length = 0;
        if (changed) /* what it says need not hold any more */
            length = (size_t)snprintf(text, sizeof text, "before the changes: ");
        note_text(note, text + length, sizeof text - length);
        put_words(draw, text,
                  changed     ? role(draw, ROLE_MUTED)
                  : note->ask ? bold(draw, ROLE_BRIGHT)
                              : role(draw, ROLE_TEXT));
    }
}

const struct pane_view view_note = {.id = "note", .draw = draw_note};
