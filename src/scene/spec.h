/**
 * @file spec.h
 * SPECs of the command line: `id[:key=value[,key=value]...]`.
 */
#ifndef SCENE_SPEC_H
#define SCENE_SPEC_H

#include <ravine/document.h>

/** `rosenbrock:b=10`. Errors give the column in @text. */
enum rv_status spec_surface(struct rv_surface_spec *out, const char *text,
                            struct rv_error *error);
/** `adam:lr=0.05,beta1=0.8,label="a, b"`; `start=-1|2` moves one racer. */
enum rv_status spec_racer(struct rv_racer *out, const char *text, struct rv_error *error);
/** `KEY=VALUE`, `LABEL.KEY=VALUE`, `3.KEY=VALUE`, `surface.KEY=VALUE`, applied to
 * @document. */
enum rv_status spec_set(struct rv_document *document, const char *text,
                        struct rv_error *error);
/** `X,Y` or, for a window, `X0,X1,Y0,Y1`: exactly @n numbers. */
enum rv_status spec_numbers(double *out, size_t n, const char *text,
                            struct rv_error *error);

/** Give @document the surface @spec and its own window and start. */
enum rv_status spec_replace_surface(struct rv_document *document,
                                    const struct rv_surface_spec *spec,
                                    struct rv_error *error);

#endif
