/**
 * @file node.h
 * A YAML document as a tree in which every value knows its place.
 *
 * Only the part of YAML that a scene needs: one document of mappings, lists and scalars.
 * Anchors, aliases and tags are refused, depth and number of values are bounded, so that
 * a file can neither explode nor refer to itself.
 */
#ifndef SCENE_NODE_H
#define SCENE_NODE_H

#include "scene/scene.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    int line, column;   /**< from 1 */
    bool quoted;        /**< scalar in quotes or a block: text, never a number */
    char *text;         /**< scalar: clean UTF-8, line breaks are blanks; else NULL */
    struct node *key;   /**< in a mapping: the scalar before it */
    struct node *next;  /**< next in the same list or mapping */
    struct node *child; /**< first of a list or mapping */
    size_t n;           /**< children */
};

/**
 * Read @n bytes of @text.
 * @return the root, owned; NULL when it cannot be read, with a fault. Faults about single
 * values (control characters, a key given twice) leave the tree usable.
 */
struct node *node_parse(const char *text, size_t n, struct faults *faults);
/** NULL is fine. */
void node_destroy(struct node *node);
/** The value of @key in @map, or NULL. */
struct node *node_find(const struct node *map, const char *key);
/** A plain scalar that says nothing: empty, ~ or null. */
bool node_is_null(const struct node *node);
/** "a list", "a mapping", "text" ...: what @node is, for messages. */
const char *node_what(const struct node *node);

#endif
