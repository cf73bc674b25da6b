/**
 * @file zoom.h
 * The window that is seen: zoomed about its centre or a point, around the whole
 * trajectory, or the scene's own. The document's window stays.
 */
#ifndef UI_ZOOM_H
#define UI_ZOOM_H

#include "model.h"

#define ZOOM_STEP 1.5

/** Scale the window about its centre. */
void zoom_by(struct model *model, double factor);
/** The same, keeping (x, y) where it is. */
void zoom_at(struct model *model, double factor, double x, double y);
/** The whole trajectory up to the playhead; again: the scene's window. */
void zoom_fit(struct model *model);

#endif
