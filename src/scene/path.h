/**
 * @file path.h
 * A scene names its data files as seen from the folder that it lies in.
 */
#ifndef SCENE_PATH_H
#define SCENE_PATH_H

#include <stdbool.h>
#include <stddef.h>

/**
 * The file that a scene in the file @scene calls @name, as the working folder sees it.
 * Still the name of a file, "./data" and not "data".
 * @return false where it does not fit into @out.
 */
bool path_beside(char *out, size_t size, const char *scene, const char *name);

/**
 * What a scene in the file @scene should call the file that the working folder knows as
 * @name: the way back from path_beside(), along folders that both have.
 * @return false where one of the folders is not there or @out is too small.
 */
bool path_from(char *out, size_t size, const char *scene, const char *name);

#endif
