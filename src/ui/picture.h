/**
 * @file picture.h
 * What is kept from one frame to the next, because it changes seldom: the field's raster,
 * the backdrop painted from it, and each racer's trail as dots that grow by its newest
 * step.
 */
#ifndef UI_PICTURE_H
#define UI_PICTURE_H

#include "batch_lines.h"
#include "chart_tracks.h"
#include "data_plot.h"
#include "layout.h"
#include "model.h"
#include "picker.h"
#include "render/chart.h"
#include "render/dots.h"
#include "render/field.h"
#include "section.h"

/** One racer's trail, and what it was drawn for. */
struct trail {
    struct dots dots;
    struct dash dash;
    uint64_t version;   /**< of the timeline; 0: nothing drawn */
    int64_t drawn;      /**< up to this step */
    struct rv_row last; /**< the row of that step */
    bool thick;
};

enum { THUMBNAILS_MAX = 64 };
/** Lecture mode shows three racers at most. */
enum { LECTURE_MAX = 3 };

struct picture {
    struct field field;
    struct solid solid;   /**< the block, built where it is shown */
    enum field_view view; /**< trails and backdrop are of this one */
    struct camera camera;
    struct section section; /**< where it is shown */
    struct dots section_dots;
    bool has_field, painted;
    uint64_t generation;
    struct rect pane;
    double aspect;
    struct theme theme;            /**< the backdrop was painted with */
    bool lecture;                  /**< and in this mode */
    bool arrows;                   /**< and to lie under arrows */
    size_t lecturing[LECTURE_MAX]; /**< who is shown in it */
    size_t n_lecturing;
    struct canvas backdrop; /**< of the whole screen */
    struct trail trail[RV_RACERS_MAX];
    struct trail ghost[GHOSTS_MAX];        /**< of model->ghost, in its order */
    struct chart_memory chart[QUANTITIES]; /**< beside the field */
    struct chart_memory plot[QUANTITIES];  /**< in its place */
    struct chart_before before;            /**< of both */
    struct batch_memory batch;             /**< marked among the data */
    struct batch_lines batch_lines;        /**< and its contours on the map */
    struct name_place {
        int side;         /**< where a name stands beside its head; -1: nowhere yet */
        int better;       /**< pictures for which a better place has been free */
        int caption_side; /**< and the caption of an event beside the name; -1 */
        size_t lead;      /**< whose cell its head is in, from 1; 0: in its own */
        int together;     /**< pictures for which it has been there */
    } name[RV_RACERS_MAX];
    struct thumbnail thumbnail[THUMBNAILS_MAX];
    size_t thumbnails; /**< made so far */
};

/** How the field is drawn in @theme. */
struct field_style picture_field_style(const struct theme *theme);
/** The small picture of surface @i, made by picture_work(). */
const struct thumbnail *picture_thumbnail(const struct picture *picture, size_t i);
void picture_finish(struct picture *picture);
/** Bring everything up to the model; a new raster gets a first, coarse pass. */
void picture_update(struct picture *picture, const struct model *model,
                    const struct layout *layout, struct rect pane, enum field_view view);
/** Is the raster not at its finest yet, or a small picture not made? */
bool picture_busy(const struct picture *picture, const struct model *model);
void picture_work(struct picture *picture, const struct model *model,
                  int64_t deadline_ns);
/** Paint all anew: theme or glyphs have changed. */
void picture_forget(struct picture *picture);

#endif
