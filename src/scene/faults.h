/**
 * @file faults.h
 * Complaints: what only the readers of files need.
 */
#ifndef SCENE_FAULTS_H
#define SCENE_FAULTS_H

#include "scene/scene.h"

/** By place; those of one place stay in the order they were found. */
void faults_sort(struct faults *faults);

#endif
