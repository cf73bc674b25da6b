/**
 * @file base.h
 * The scene a command works on: a file, a bundled one or the default race, with the
 * changes of the command line.
 */
#ifndef CLI_BASE_H
#define CLI_BASE_H

#include "cli/options.h"
#include "scene/scene.h"

/** Load @name; faults go to stderr and are counted. NULL on failure. */
struct scene *base_load(struct options *options, const char *name);
/** Change @scene as the line says, whatever the order there: surface, racers, start,
 * window, steps, seed, settings. Faults go to stderr and are counted. */
void base_change(struct options *options, struct scene *scene);
/** The one SCENE of the line, changed; NULL after a fault. */
struct scene *base_scene(struct options *options);

#endif
