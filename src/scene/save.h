/**
 * @file save.h
 * Writing a scene, so that loading it gives the same race to the bit.
 */
#ifndef SCENE_SAVE_H
#define SCENE_SAVE_H

#include "scene.h"

/**
 * The YAML of @document with the story (title, notes, claims) of @story.
 *
 * Numbers are the shortest decimals that read back as the same doubles; settings that
 * have their default are left out. Notes and claims go where @document is on another
 * surface.
 *
 * @param path  of the file it is meant for: data files are named as seen from there;
 * NULL: as seen from the working folder
 * @return owned text (free()), NULL when there is no memory.
 */
char *scene_text(const struct rv_document *document, const struct scene *story,
                 const char *path);

/**
 * Write it to @path: beside it first, then moved there, so that a failure leaves what
 * was.
 *
 * @param replace  false: a file that exists is not touched
 * @return RV_OK; RV_E_RANGE: the file exists; RV_E_IO with the reason; RV_E_MEMORY.
 */
enum rv_status scene_save(const struct rv_document *document, const struct scene *story,
                          const char *path, bool replace, struct rv_error *error);

#endif
