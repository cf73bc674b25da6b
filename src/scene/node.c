/*
 * The tree is built from libyaml's events with an explicit stack: an event is one value,
 * the beginning or the end of a collection. A frame of the stack is an open collection
 * and, in a mapping, the key that waits for its value. Building stops at the first fault
 * of form; faults about a single value are collected and building goes on.
 */
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "scene/node.h"
#include "scene/text.h"

enum { DEPTH_MAX = 16, NODES_MAX = 50000, KEYS_MAX = 100 };

struct frame {
    struct node *node, *last, *key;
};

struct builder {
    struct faults *faults;
    struct node *root;
    struct frame stack[DEPTH_MAX];
    size_t depth, nodes;
    bool failed;
};

void
node_destroy(struct node *node)
{
    while (node) {
        struct node *next = node->next;
        node_destroy(node->child);
        node_destroy(node->key);
        free(node->text);
        free(node);
        node = next;
    }
}

struct node *
node_find(const struct node *map, const char *key)
{
    if (!map || map->kind != NODE_MAP)
        return NULL;
    for (struct node *value = map->child; value; value = value->next)
        if (strcmp(value->key->text, key) == 0)
            return value;
    return NULL;
}

bool
node_is_null(const struct node *node)
{
    return node->kind == NODE_SCALAR && !node->quoted &&
           (!*node->text || !strcmp(node->text, "~") || !strcmp(node->text, "null"));
}

const char *
node_what(const struct node *node)
{
    if (node->kind != NODE_SCALAR)
        return node->kind == NODE_LIST ? "a list" : "a mapping";
    if (node_is_null(node))
        return "nothing";
    return node->quoted ? "text in quotes" : "a plain value";
}

static void
fail_at(struct builder *b, yaml_mark_t mark, const char *text)
{
    faults_add(b->faults, (int)mark.line + 1, (int)mark.column + 1, "%s", text);
    b->failed = true;
}

/* Line breaks and tabs become blanks, trailing ones go; other control characters that
 * came in as escapes ("\e") are a fault. */
static void
clean_scalar(struct builder *b, struct node *node)
{
    size_t n = strlen(node->text);
    while (n > 0 && strchr(" \t\r\n", node->text[n - 1]))
        node->text[--n] = '\0';
    for (char *c = node->text; *c; c++)
        if (*c == '\n' || *c == '\r' || *c == '\t')
            *c = ' ';
    if (text_first_unclean(node->text, n) == n)
        return;
    faults_add(b->faults, node->line, node->column,
               "the text holds a control character (printable characters only)");
    text_tame(node->text);
}

static struct node *
make_node(struct builder *b, enum node_kind kind, const yaml_event_t *event)
{
    struct node *node = NULL;
    if (b->nodes++ >= NODES_MAX)
        fail_at(b, event->start_mark, "the file has too many values (at most 50000)");
    else if (!(node = calloc(1, sizeof *node)))
        fail_at(b, event->start_mark, "out of memory");
    if (!node)
        return NULL;
    node->kind = kind;
    node->line = (int)event->start_mark.line + 1;
    node->column = (int)event->start_mark.column + 1;
    return node;
}

static struct node *
make_scalar(struct builder *b, const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    if (memchr(value, '\0', event->data.scalar.length)) {
        fail_at(b, event->start_mark, "the text holds a NUL character");
        return NULL;
    }
    struct node *node = make_node(b, NODE_SCALAR, event);
    if (!node)
        return NULL;
    node->text = strdup(value);
    if (!node->text) {
        fail_at(b, event->start_mark, "out of memory");
        node_destroy(node);
        return NULL;
    }
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    clean_scalar(b, node);
    return node;
}

static void
append(struct builder *b, struct frame *frame, struct node *node)
{
    if (node->key && frame->node->n == KEYS_MAX) {
        faults_add(b->faults, node->key->line, node->key->column,
                   "too many keys in one mapping (at most %d)", KEYS_MAX);
        b->failed = true;
    }
    if (node->key && node_find(frame->node, node->key->text))
        faults_add(b->faults, node->key->line, node->key->column,
                   "'%s' is given twice (once is enough)", node->key->text);
    if (frame->last)
        frame->last->next = node;
    else
        frame->node->child = node;
    frame->last = node;
    frame->node->n++;
}

/* Put @node where it belongs: the root, a list's end, a mapping's key or value. */
static void
place(struct builder *b, struct node *node, const yaml_event_t *event)
{
    struct frame *frame = b->depth ? &b->stack[b->depth - 1] : NULL;
    if (!frame) {
        b->root = node;
    } else if (frame->node->kind == NODE_LIST || frame->key) {
        node->key = frame->key;
        frame->key = NULL;
        append(b, frame, node);
    } else if (node->kind == NODE_SCALAR) {
        frame->key = node;
    } else {
        fail_at(b, event->start_mark, "a key must be a word, not a list or a mapping");
        node_destroy(node);
    }
}

static void
open_collection(struct builder *b, enum node_kind kind, const yaml_event_t *event)
{
    if (b->depth == DEPTH_MAX) {
        fail_at(b, event->start_mark, "nested too deeply (at most 16 levels)");
        return;
    }
    struct node *node = make_node(b, kind, event);
    if (!node)
        return;
    place(b, node, event);
    if (!b->failed)
        b->stack[b->depth++] = (struct frame){.node = node};
}

static bool
has_anchor_or_tag(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor || event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor || event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor || event->data.mapping_start.tag;
    default:
        return false;
    }
}

static void
take_event(struct builder *b, const yaml_event_t *event)
{
    struct node *node = NULL;
    if (has_anchor_or_tag(event)) {
        fail_at(b, event->start_mark, "anchors and tags are not read in scenes");
        return;
    }
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        fail_at(b, event->start_mark, "aliases are not read in scenes");
        break;
    case YAML_SCALAR_EVENT:
        if ((node = make_scalar(b, event)))
            place(b, node, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_collection(b, NODE_LIST, event);
        break;
    case YAML_MAPPING_START_EVENT:
        open_collection(b, NODE_MAP, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->depth--;
        break;
    case YAML_DOCUMENT_START_EVENT:
        if (b->root)
            fail_at(b, event->start_mark, "a second document (a scene is one)");
        break;
    default:
        break;
    }
}

static void
fail_from_parser(struct builder *b, const yaml_parser_t *parser)
{
    b->failed = true;
    faults_add(b->faults, (int)parser->problem_mark.line + 1,
               (int)parser->problem_mark.column + 1, "not YAML: %s",
               parser->problem ? parser->problem : "cannot be read");
}

static void
build(struct builder *b, yaml_parser_t *parser)
{
    for (bool done = false; !done && !b->failed;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            fail_from_parser(b, parser);
            return;
        }
        take_event(b, &event);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

static bool
check_bytes(const char *text, size_t n, struct faults *faults)
{
    size_t at = text_first_unclean(text, n);
    if (at == n)
        return true;
    int line = 1;
    size_t begin = 0;
    for (size_t i = 0; i < at; i++)
        if (text[i] == '\n') {
            line++;
            begin = i + 1;
        }
    faults_add(faults, line, (int)text_length(text + begin, at - begin) + 1,
               "byte 0x%02x is not text (a scene is YAML in UTF-8)",
               (unsigned)(unsigned char)text[at]);
    return false;
}

struct node *
node_parse(const char *text, size_t n, struct faults *faults)
{
    struct builder b = {.faults = faults};
    yaml_parser_t parser;
    if (!check_bytes(text, n, faults))
        return NULL;
    if (!yaml_parser_initialize(&parser)) {
        faults_add(faults, 0, 0, "out of memory");
        return NULL;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, n);
    build(&b, &parser);
    yaml_parser_delete(&parser);
    for (size_t i = 0; i < b.depth; i++)
        node_destroy(b.stack[i].key);
    if (!b.failed && !b.root)
        faults_add(faults, 1, 1, "the file is empty (a scene needs surface and racers)");
    if (!b.failed)
        return b.root;
    node_destroy(b.root);
    return NULL;
}
