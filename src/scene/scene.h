/**
 * @file scene.h
 * A lesson: title, document, notes and claims, read from YAML with every complaint at its
 * line and column. Scenes bundled into the program are found by name anywhere.
 */
#ifndef SCENE_SCENE_H
#define SCENE_SCENE_H

#include <stdio.h>

#include <ravine/document.h>
#include <ravine/status.h>

/** One complaint about a file. */
struct fault {
    int line, column; /**< from 1; 0: about the file as a whole */
    char text[240];   /**< what is wrong (what would be right) */
};

/** All complaints about one file, in the order of their places. */
struct faults {
    struct fault *items;
    size_t n, capacity;
    size_t more; /**< complaints beyond the limit (100), counted but not kept */
};
void faults_add(struct faults *faults, int line, int column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void faults_finish(struct faults *faults);
/** One line per fault on @out: `file:line:column: text`. */
void faults_print(const struct faults *faults, const char *file, FILE *out);

enum claim_kind {
    CLAIM_LOSS_BELOW,
    CLAIM_LOSS_ABOVE,
    CLAIM_LANDS_NEAR,
    CLAIM_DIVERGES_BY,
    CLAIM_NEVER_DIVERGES,
    CLAIM_FIRST_TO,
};

struct claim {
    enum claim_kind kind;
    char label[RV_LABEL_MAX]; /**< the racer */
    double value;             /**< loss of loss_below, loss_above, first_to */
    struct rv_vec2 near;
    double within;
    int64_t step; /**< by or at; the scene's steps where the claim has none */
    int line, column;
};

/** A note shown from step @at on; @ask makes it a question with @choices. */
struct note {
    int64_t at;
    char *text;
    char *ask; /**< NULL: not a question */
    char **choices;
    size_t n_choices;
    struct claim answer; /**< questions: kind first_to, loss_below ... without a racer */
    bool has_answer;
};

struct scene {
    char *name;  /**< bundled name or path as given */
    char *title; /**< never NULL, never empty */
    struct rv_document document;
    struct note *notes; /**< by step */
    size_t n_notes;
    struct claim *claims;
    size_t n_claims;
};

/**
 * Read a scene: @name is a bundled scene's name, else a path (`./race` is a file even
 * where there is a bundled race).
 * @param out     owned by the caller, NULL on failure
 * @param faults  receives every complaint; has at least one on failure
 * @return RV_OK, RV_E_IO (unreadable, too large, not a regular file), RV_E_UNKNOWN (no
 * such file or bundled scene; nearest name in the fault), else RV_E_SYNTAX.
 */
enum rv_status scene_load(struct scene **out, const char *name, struct faults *faults);
/** The same from @n bytes of @text in memory. @name is for messages and data paths. */
enum rv_status scene_parse(struct scene **out, const char *name, const char *text,
                           size_t n, struct faults *faults);
/** NULL is fine. */
void scene_destroy(struct scene *scene);
/** The surface or the racers were replaced: drop what no longer speaks of them (notes and
 * claims). */
void scene_forget_story(struct scene *scene);

/** Scenes compiled into the program, in the order of the lessons. */
size_t scene_bundled_count(void);
const char *scene_bundled_name(size_t i);
/** YAML text of bundled scene @i, @n bytes. */
const char *scene_bundled_text(size_t i, size_t *n);
/** The bundled scene that opens when none is asked for. */
#define SCENE_DEFAULT "race"

/**
 * The scenes a FOLDER holds (its *.yaml in byte order), or the one name itself.
 * @param names  owned array of owned strings
 */
enum rv_status scene_expand(const char *argument, char ***names, size_t *n,
                            struct rv_error *error);

/** What a claim measured. */
struct verdict {
    bool holds;
    char measured[160]; /**< "loss 0.00061 at step 80" */
};
/** Check claim @i of @scene by running as far as it needs. */
enum rv_status claim_check(const struct scene *scene, size_t i, struct verdict *verdict,
                           struct rv_error *error);
/** The claim in words: "gd: loss above 1e-3 at step 80". @return @buffer. */
char *claim_describe(const struct claim *claim, char *buffer, size_t size);

#endif
