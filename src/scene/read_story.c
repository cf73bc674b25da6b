/* What a scene tells and promises: notes and claims. */
#include <stdlib.h>
#include <string.h>

#include "scene/reader.h"

enum { STORY_MAX = 1000, CHOICES_MAX = 9 };

static const struct claim_form {
    const char *key;
    enum claim_kind kind;
    const char *step; /* the key that says when; NULL: the scene's last step */
} claim_forms[] = {
    {"loss_below",     CLAIM_LOSS_BELOW,     "by"},
    {"loss_above",     CLAIM_LOSS_ABOVE,     "at"},
    {"lands_near",     CLAIM_LANDS_NEAR,     "by"},
    {"diverges_by",    CLAIM_DIVERGES_BY,    NULL},
    {"never_diverges", CLAIM_NEVER_DIVERGES, NULL},
    {"first_to",       CLAIM_FIRST_TO,       NULL},
};
enum { N_FORMS = sizeof claim_forms / sizeof *claim_forms };

static const char *const claim_words[] = {
    "racer",          "loss_below", "loss_above", "lands_near", "diverges_by",
    "never_diverges", "first_to",   "by",         "at",         "within",
};
enum { N_CLAIM_WORDS = sizeof claim_words / sizeof *claim_words };

/* The one form @node has; NULL after a complaint. */
static const struct claim_form *
find_form(struct reader *reader, const struct node *node)
{
    const struct claim_form *form = NULL;
    for (size_t i = 0; i < N_FORMS; i++) {
        const struct node *value = node_find(node, claim_forms[i].key);
        if (value && form) {
            node_fault(reader, value->key, "'%s' beside '%s' (one promise at a time)",
                       claim_forms[i].key, form->key);
            return NULL;
        }
        if (value)
            form = &claim_forms[i];
    }
    if (!form)
        node_fault(
            reader, node,
            "nothing is promised (loss_below, loss_above, lands_near, diverges_by, "
            "never_diverges or first_to)");
    return form;
}

static void
read_true(struct reader *reader, const struct node *node, const char *name)
{
    static const char *const yes[] = {"true", "yes", "1"};
    const char *text = read_plain(reader, node, name);
    for (size_t i = 0; text && i < 3; i++)
        if (strcmp(text, yes[i]) == 0)
            return;
    if (text)
        node_fault(reader, node, "%s must be true; got '%.40s'", name, text);
}

static void
read_main_value(struct reader *reader, const struct claim_form *form,
                const struct node *value, struct claim *claim)
{
    double near[2] = {0, 0};
    switch (form->kind) {
    case CLAIM_LANDS_NEAR:
        read_pair(reader, value, form->key, near);
        claim->near = (struct rv_vec2){near[0], near[1]};
        break;
    case CLAIM_DIVERGES_BY:
        read_step(reader, value, form->key, &claim->step);
        break;
    case CLAIM_NEVER_DIVERGES:
        read_true(reader, value, form->key);
        break;
    default:
        read_number(reader, value, form->key, &claim->value);
        break;
    }
}

/* by, at and within: needed by some forms, out of place in the others. */
static void
read_companions(struct reader *reader, const struct claim_form *form,
                const struct node *node, struct claim *claim)
{
    static const char *const words[] = {"by", "at", "within"};
    for (size_t i = 0; i < 3; i++) {
        const struct node *value = node_find(node, words[i]);
        bool step = form->step && strcmp(words[i], form->step) == 0;
        bool radius = i == 2 && form->kind == CLAIM_LANDS_NEAR;
        if (value && !step && !radius)
            node_fault(reader, value->key, "%s takes no '%s'", form->key, words[i]);
        else if (!value && (step || radius))
            node_fault(reader, node, "%s needs '%s'", form->key, words[i]);
        else if (step)
            read_step(reader, value, words[i], &claim->step);
        else if (radius && read_number(reader, value, "within", &claim->within) &&
                 claim->within <= 0)
            node_fault(reader, value, "within must be above 0");
    }
}

/* @with_racer: a claim; else a question's answer, which holds for the racer to be named.
 */
static void
read_claim(struct reader *reader, const struct node *node, struct claim *claim,
           bool with_racer)
{
    const struct node *racer = node_find(node, "racer");
    *claim = (struct claim){.line = node->line,
                            .column = node->column,
                            .step = reader->scene->document.steps};
    check_keys(reader, node, with_racer ? "of a claim" : "of an answer",
               with_racer ? claim_words : claim_words + 1,
               with_racer ? N_CLAIM_WORDS : N_CLAIM_WORDS - 1);
    if (with_racer && !racer)
        node_fault(reader, node, "this claim has no 'racer' (whose promise?)");
    int who = with_racer && racer ? read_racer_label(reader, racer) : -1;
    if (who >= 0)
        rv_document_label(&reader->scene->document, (size_t)who, claim->label);
    const struct claim_form *form = find_form(reader, node);
    if (!form)
        return;
    claim->kind = form->kind;
    read_main_value(reader, form, node_find(node, form->key), claim);
    read_companions(reader, form, node, claim);
}

void
read_claims(struct reader *reader, const struct node *node)
{
    struct scene *scene = reader->scene;
    if (!expect_kind(reader, node, "claims", NODE_LIST))
        return;
    if (node->n > STORY_MAX) {
        node_fault(reader, node, "too many claims (at most %d)", STORY_MAX);
        return;
    }
    scene->claims = calloc(node->n + 1, sizeof *scene->claims);
    if (!scene->claims) {
        node_fault(reader, node, "out of memory");
        return;
    }
    for (const struct node *item = node->child; item; item = item->next)
        if (expect_kind(reader, item, "a claim", NODE_MAP))
            read_claim(reader, item, &scene->claims[scene->n_claims++], true);
}

static void
read_choices(struct reader *reader, const struct node *node, struct note *note)
{
    if (!expect_kind(reader, node, "choices", NODE_LIST))
        return;
    if (node->n < 2 || node->n > CHOICES_MAX) {
        node_fault(reader, node, "choices must be 2 to %d; got %zu", CHOICES_MAX,
                   node->n);
        return;
    }
    note->choices = calloc(node->n, sizeof *note->choices);
    if (!note->choices) {
        node_fault(reader, node, "out of memory");
        return;
    }
    for (const struct node *item = node->child; item; item = item->next)
        if (read_text(reader, item, "a choice", &note->choices[note->n_choices]))
            note->n_choices++;
}

static void
read_question(struct reader *reader, const struct node *node, struct note *note)
{
    const struct node *choices = node_find(node, "choices"),
                      *answer = node_find(node, "answer");
    read_text(reader, node_find(node, "ask"), "ask", &note->ask);
    if (choices)
        read_choices(reader, choices, note);
    else
        node_fault(reader, node, "a question needs 'choices'");
    if (answer && expect_kind(reader, answer, "answer", NODE_MAP)) {
        read_claim(reader, answer, &note->answer, false);
        note->has_answer = true;
    }
}

static void
read_note(struct reader *reader, const struct node *node, struct note *note)
{
    static const char *const words[] = {"at", "text", "ask", "choices", "answer"};
    const struct node *at = node_find(node, "at"), *text = node_find(node, "text");
    bool question = node_find(node, "ask") != NULL;
    check_keys(reader, node, "of a note", words, 5);
    if (at)
        read_step(reader, at, "at", &note->at);
    else
        node_fault(reader, node, "this note has no 'at' (from which step on?)");
    if (question == (text != NULL))
        node_fault(reader, node, "a note has either 'text' or 'ask'");
    else if (question)
        read_question(reader, node, note);
    else
        read_text(reader, text, "text", &note->text);
    for (size_t i = 3; i < 5 && !question; i++)
        if (node_find(node, words[i]))
            node_fault(reader, node_find(node, words[i])->key, "'%s' without 'ask'",
                       words[i]);
}

/* By step; those of one step stay in the order of the file. */
static void
sort_notes(struct note *notes, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct note note = notes[i];
        size_t k = i;
        for (; k > 0 && note.at < notes[k - 1].at; k--)
            notes[k] = notes[k - 1];
        notes[k] = note;
    }
}

void
read_notes(struct reader *reader, const struct node *node)
{
    struct scene *scene = reader->scene;
    if (!expect_kind(reader, node, "notes", NODE_LIST))
        return;
    if (node->n > STORY_MAX) {
        node_fault(reader, node, "too many notes (at most %d)", STORY_MAX);
        return;
    }
    scene->notes = calloc(node->n + 1, sizeof *scene->notes);
    if (!scene->notes) {
        node_fault(reader, node, "out of memory");
        return;
    }
    for (const struct node *item = node->child; item; item = item->next)
        if (expect_kind(reader, item, "a note", NODE_MAP))
            read_note(reader, item, &scene->notes[scene->n_notes++]);
    sort_notes(scene->notes, scene->n_notes);
}
