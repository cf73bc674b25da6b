/**
 * @file reader.h
 * From a tree of YAML to a scene: what the readers of its parts share.
 */
#ifndef SCENE_READER_H
#define SCENE_READER_H

#include "scene/node.h"

struct reader {
    struct scene *scene;
    struct faults *faults;
    const struct node *racers[RV_RACERS_MAX]; /**< where each was read */
    bool unsure[RV_RACERS_MAX]; /**< its optimizer is unknown: complain no further */
    const struct node *root, *surface; /**< NULL: the surface could not be read */
};

/** A key of a mapping and who reads its value. */
struct field {
    const char *key;
    void (*read)(struct reader *reader, const struct node *value, void *target);
};

/** Complain at @node. */
#define node_fault(reader, node, ...) \
    faults_add((reader)->faults, (node)->line, (node)->column, __VA_ARGS__)

/** Complain at every key of @map that is not among @words. @of: "of a note". */
void check_keys(struct reader *reader, const struct node *map, const char *of,
                const char *const *words, size_t n);
/** Is @node of @kind? Else complain. */
bool expect_kind(struct reader *reader, const struct node *node, const char *name,
                 enum node_kind kind);

/* Read @node as the value of @name; false after a complaint. */
bool read_number(struct reader *reader, const struct node *node, const char *name,
                 double *out);
bool read_pair(struct reader *reader, const struct node *node, const char *name,
               double out[2]);
bool read_step(struct reader *reader, const struct node *node, const char *name,
               int64_t *out);
bool read_integer(struct reader *reader, const struct node *node, const char *name,
                  uint64_t lo, uint64_t hi, uint64_t *out);
/** Owned text, not empty. */
bool read_text(struct reader *reader, const struct node *node, const char *name,
               char **out);
/** A scalar that may be a number or word but not quoted text: its text, or NULL after a
 * complaint. */
const char *read_plain(struct reader *reader, const struct node *node, const char *name);

/** The racer that goes by the label in @node, or -1 after a complaint (none where the
 * label may be that of a racer whose optimizer is unknown). */
int read_racer_label(struct reader *reader, const struct node *node);

void read_surface(struct reader *reader, const struct node *node);
void read_racers(struct reader *reader, const struct node *node);
void read_edits(struct reader *reader, const struct node *node);
void read_notes(struct reader *reader, const struct node *node);
void read_claims(struct reader *reader, const struct node *node);

#endif
