/* Single values of a scene: numbers, pairs, steps, texts. */
#include <stdlib.h>
#include <string.h>

#include "scene/reader.h"
#include "scene/settings.h"

void
check_keys(struct reader *reader, const struct node *map, const char *of,
           const char *const *words, size_t n)
{
    for (const struct node *value = map->child; value; value = value->next) {
        struct rv_error error;
        bool known = false;
        for (size_t i = 0; i < n && !known; i++)
            known = strcmp(value->key->text, words[i]) == 0;
        if (known)
            continue;
        settings_unknown("key", value->key->text, of, words, n, &error);
        node_fault(reader, value->key, "%s", error.text);
    }
}

bool
expect_kind(struct reader *reader, const struct node *node, const char *name,
            enum node_kind kind)
{
    static const char *const words[] = {"a single value", "a list", "a mapping"};
    if (node->kind == kind)
        return true;
    node_fault(reader, node, "%s must be %s; got %s", name, words[kind], node_what(node));
    return false;
}

const char *
read_plain(struct reader *reader, const struct node *node, const char *name)
{
    if (node->kind == NODE_SCALAR && !node->quoted && !node_is_null(node))
        return node->text;
    node_fault(reader, node, "%s must be a plain value; got %s", name, node_what(node));
    return NULL;
}

bool
read_number(struct reader *reader, const struct node *node, const char *name, double *out)
{
    struct rv_error error;
    if (node->kind != NODE_SCALAR || node->quoted || node_is_null(node)) {
        node_fault(reader, node, "%s must be a number; got %s", name, node_what(node));
        return false;
    }
    if (rv_number_parse(node->text, out, &error) == RV_OK)
        return true;
    node_fault(reader, node, "%s must be a finite number; got '%.40s'", name, node->text);
    return false;
}

bool
read_pair(struct reader *reader, const struct node *node, const char *name, double out[2])
{
    if (node->kind != NODE_LIST) {
        node_fault(reader, node, "%s must be a list of two numbers; got %s", name,
                   node_what(node));
        return false;
    }
    if (node->n != 2) {
        node_fault(reader, node, "%s must be a list of two numbers; got %zu", name,
                   node->n);
        return false;
    }
    bool first = read_number(reader, node->child, name, &out[0]);
    return read_number(reader, node->child->next, name, &out[1]) && first;
}

bool
read_integer(struct reader *reader, const struct node *node, const char *name,
             uint64_t lo, uint64_t hi, uint64_t *out)
{
    struct rv_error error;
    if (node->kind != NODE_SCALAR || node->quoted || node_is_null(node)) {
        node_fault(reader, node, "%s must be a whole number; got %s", name,
                   node_what(node));
        return false;
    }
    if (settings_integer(node->text, name, lo, hi, out, &error) == RV_OK)
        return true;
    node_fault(reader, node, "%s", error.text);
    return false;
}

bool
read_step(struct reader *reader, const struct node *node, const char *name, int64_t *out)
{
    uint64_t step;
    if (!read_integer(reader, node, name, 0, RV_STEPS_MAX, &step))
        return false;
    *out = (int64_t)step;
    return true;
}

bool
read_text(struct reader *reader, const struct node *node, const char *name, char **out)
{
    if (node->kind == NODE_SCALAR && node->quoted && !*node->text) {
        node_fault(reader, node, "%s must not be empty", name);
        return false;
    }
    if (node->kind != NODE_SCALAR || node_is_null(node)) {
        node_fault(reader, node, "%s must be text; got %s", name, node_what(node));
        return false;
    }
    free(*out);
    *out = strdup(node->text);
    if (!*out)
        node_fault(reader, node, "out of memory");
    return *out != NULL;
}

int
read_racer_label(struct reader *reader, const struct node *node)
{
    const struct rv_document *document = &reader->scene->document;
    char labels[RV_RACERS_MAX][RV_LABEL_MAX];
    const char *words[RV_RACERS_MAX];
    bool unsure = false;
    if (!expect_kind(reader, node, "racer", NODE_SCALAR))
        return -1;
    int racer = rv_document_racer(document, node->text);
    if (racer >= 0)
        return racer;
    for (size_t i = 0; i < document->n_racers; i++) {
        words[i] = rv_document_label(document, i, labels[i]);
        unsure |= reader->unsure[i] && !document->racers[i].label[0];
    }
    struct rv_error error;
    settings_unknown("racer", node->text, "", words, document->n_racers, &error);
    if (!unsure && document->n_racers)
        node_fault(reader, node, "%s", error.text);
    return -1;
}
