/**
 * @file solid_parts.h
 * What the files of the block share among themselves.
 */
#ifndef RENDER_SOLID_PARTS_H
#define RENDER_SOLID_PARTS_H

#include "solid.h"

/** Sides of the block and the eye's angles, before anything is projected. */
void solid_aim(struct solid *solid, const struct field *field, struct camera camera);
/** Block coordinates (u, v, height) to the screen's plane, y downwards, and depth; all in
 * block units. */
void solid_project(const struct solid *solid, double u, double v, double height,
                   double out[3]);
/** Scale to fill the pane with what lies in @box (left, right, top, bottom, as
 * projected), leaving room for numbers around it. */
void solid_fit(struct solid *solid, const double box[4]);
/** A projected point to dots; its depth stays. */
void solid_to_dots(const struct solid *solid, double p[3]);
/** Height over the ground of a point of loss @value, in block units. */
double solid_height(const struct solid *solid, double value);

/** Trace contours and outlines of what is in the depth buffer. */
void solid_trace(struct solid *solid);

#endif
