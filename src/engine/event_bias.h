/**
 * @file event_bias.h
 * Where the correction of means that began at zero matters most.
 */
#ifndef ENGINE_EVENT_BIAS_H
#define ENGINE_EVENT_BIAS_H

#include <ravine/document.h>

/** The step t at whose step t - 1 -> t the correction of racer @racer changes the length
 * most, or -1 where that is never by a factor of two. */
int64_t bias_step(const struct rv_document *document, size_t racer);

#endif
