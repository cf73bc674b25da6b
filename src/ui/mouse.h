/**
 * @file mouse.h
 * The mouse sets and drags the start, chooses racers and settings, drags the scrub bar,
 * zooms.
 */
#ifndef UI_MOUSE_H
#define UI_MOUSE_H

#include "event.h"
#include "layout.h"
#include "model.h"
#include "picture.h"

void mouse_event(struct model *model, const struct layout *layout,
                 const struct picture *picture, const struct event *event);

#endif
