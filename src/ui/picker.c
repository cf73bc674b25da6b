#include "picker.h"

#include <ctype.h>

#include "prompt.h"
#include "tune.h"

/* A picture, and room for the longest note beside its neighbour's. */
enum { ITEM_COLS_LEAST = THUMB_COLS + 5 };

void
picker_open(struct model *model, enum pane pane)
{
    const struct rv_document *document = model_document(model);
    model->pane = pane;
    model->message = (struct message){0};
    model->picked = pane == PANE_SURFACES ? document->surface.surface
                    : pane == PANE_RULES  ? document->racers[model->racer].rule
                                          : 0;
}

size_t
picker_count(const struct model *model)
{
    return model->pane == PANE_SURFACES ? rv_surface_count()
           : model->pane == PANE_RULES  ? rv_optimizer_count()
                                        : 0;
}

const char *
picker_title(const struct model *model, size_t i)
{
    return model->pane == PANE_SURFACES ? rv_surface_at(i)->title
                                        : rv_optimizer_at(i)->title;
}

const char *
picker_note(const struct model *model, size_t i)
{
    return model->pane == PANE_SURFACES ? rv_surface_at(i)->note
                                        : rv_optimizer_at(i)->source;
}

size_t
picker_columns(const struct model *model)
{
    if (model->pane != PANE_SURFACES)
        return 1;
    int columns = (model->cols - 3) / ITEM_COLS_LEAST;
    return columns > 1 ? (size_t)columns : 1;
}

static void
take(struct model *model)
{
    enum pane pane = model->pane;
    model->pane = PANE_NONE;
    bool formula = rv_surface_at(model->picked)->traits & RV_TRAIT_FORMULA;
    if (pane == PANE_SURFACES && formula)
        prompt_formula(model, model_document(model)->surface.formula);
    else if (pane == PANE_SURFACES)
        tune_surface(model, model->picked);
    else if (pane == PANE_RULES)
        tune_add_racer(model, model->picked);
}

/* Pages of help; what lies behind the last is the first again. */
static void
turn_page(struct model *model, long by)
{
    if (by > 0)
        model->picked++;
    else if (model->picked > 0)
        model->picked--;
}

static void
move(struct model *model, long by)
{
    if (model->pane == PANE_HELP) {
        turn_page(model, by);
        return;
    }
    long at = (long)model->picked + by, n = (long)picker_count(model);
    if (at >= 0 && at < n)
        model->picked = (size_t)at;
}

/* What no title begins with begins a formula. */
static void
begin_formula(struct model *model, uint32_t key)
{
    char begin[2] = {(char)key, '\0'};
    if (model->pane == PANE_SURFACES && key > ' ' && key < 0x7f)
        prompt_formula(model, key == '=' ? "" : begin);
}

/* A letter goes on to the next title that begins with it. */
static void
jump(struct model *model, uint32_t key)
{
    size_t n = picker_count(model);
    bool letter = key < 0x7f && isalpha((int)key);
    for (size_t k = 1; letter && k <= n; k++) {
        size_t i = (model->picked + k) % n;
        if (tolower((unsigned char)*picker_title(model, i)) == tolower((int)key)) {
            model->picked = i;
            return;
        }
    }
    begin_formula(model, key);
}

void
picker_key(struct model *model, uint32_t key)
{
    long columns = (long)picker_columns(model);
    switch (key) {
    case UI_KEY_ESCAPE:
    case 'q':
    case '?':
        model->pane = PANE_NONE;
        break;
    case UI_KEY_ENTER:
        take(model);
        break;
    case UI_KEY_LEFT:
        move(model, -1);
        break;
    case UI_KEY_RIGHT:
        move(model, 1);
        break;
    case UI_KEY_UP:
        move(model, -columns);
        break;
    case UI_KEY_DOWN:
        move(model, columns);
        break;
    case UI_KEY_PAGE_UP:
        move(model, -(long)model->picked);
        break;
    case UI_KEY_PAGE_DOWN:
        move(model, model->pane == PANE_HELP
                        ? 1
                        : (long)picker_count(model) - 1 - (long)model->picked);
        break;
    default:
        jump(model, key);
    }
}
