/* What stands on the screen, and how. */
#include "act.h"

#include "ui/autopsy.h"
#include "ui/zoom.h"

void
act_autopsy(const struct acting *a)
{
    if (a->model->autopsy.open)
        autopsy_close(a->model);
    else
        autopsy_open(a->model);
}

void
act_stage_next(const struct acting *a)
{
    autopsy_walk(a->model, 1);
}

void
act_stage_back(const struct acting *a)
{
    autopsy_walk(a->model, -1);
}

void
act_arrows(const struct acting *a)
{
    static const char *const words[] = {
        "no field of arrows",
        "arrows of steepest descent",
        "arrows of descent as the chosen racer's last step scaled it",
    };
    a->model->arrows = (enum arrows)((a->model->arrows + 1) % ARROWS_COUNT);
    model_say(a->model, "%s", words[a->model->arrows]);
}

void
act_next_view(const struct acting *a)
{
    static const char *const words[] = {
        "the map",
        "the block: H L orbit, J K tilt, V height",
        "the section: the loss along a line through the chosen racer; D turns it",
        "the data, and what each racer says about them",
    };
    struct model *model = a->model;
    bool data = model->prediction.kind != RV_PREDICTION_NONE;
    unsigned views = data ? FIELD_PLOTS : FIELD_DATA;
    autopsy_close(model);
    enum field_view now = model->split ? model_second_view(model) : model->field_view;
    model->field_view = (enum field_view)((now + 1u) % views);
    if (model->split && model->field_view == FIELD_MAP)
        model->field_view = FIELD_SOLID; /* the map stands beside it anyway */
    model_say(model, "%s", words[model->field_view]);
}

void
act_split(const struct acting *a)
{
    autopsy_close(a->model);
    model_split(a->model, !a->model->split);
}

enum { TURN_STEP = 4, TILT_STEP = 3 };

static void
orbit(const struct acting *a, double turn, double tilt)
{
    autopsy_close(a->model);
    a->model->field_view = FIELD_SOLID;
    camera_orbit(&a->model->camera, turn, tilt);
}

void
act_turn_left(const struct acting *a)
{
    orbit(a, TURN_STEP, 0);
}

void
act_turn_right(const struct acting *a)
{
    orbit(a, -TURN_STEP, 0);
}

void
act_tilt_down(const struct acting *a)
{
    orbit(a, 0, -TILT_STEP);
}

void
act_tilt_up(const struct acting *a)
{
    orbit(a, 0, TILT_STEP);
}

void
act_vertical(const struct acting *a)
{
    struct camera *camera = &a->model->camera;
    autopsy_close(a->model);
    camera->linear = !camera->linear;
    a->model->field_view = FIELD_SOLID;
    model_say(a->model,
              camera->linear ? "height is the loss" : "height is as the colours are");
}

void
act_line(const struct acting *a)
{
    static const char *const words[] = {
        [LINE_STEP] = "along the step",
        [LINE_GRADIENT] = "along −∇f, the way of a step of η",
        [LINE_X] = "along the first parameter",
        [LINE_Y] = "along the second parameter",
    };
    struct model *model = a->model;
    autopsy_close(model);
    if (model->field_view == FIELD_SECTION)
        model->line = (enum section_line)((model->line + 1) % LINES);
    model->field_view = FIELD_SECTION;
    model_say(model, "the section %s", words[model->line]);
}

void
act_charts(const struct acting *a)
{
    autopsy_close(a->model);
    bool on = a->model->field_view == FIELD_PLOTS;
    a->model->field_view = on ? FIELD_MAP : FIELD_PLOTS;
}

void
act_data(const struct acting *a)
{
    struct model *model = a->model;
    bool seen = model->data_view && !model->autopsy.open && !model->split &&
                !model->lecture; /* these have no place for it */
    if (model->prediction.kind == RV_PREDICTION_NONE) {
        model_say(model, "no data are behind this surface (o: one that is over data)");
        return;
    }
    autopsy_close(model);
    if (model->split) {
        bool on = model->field_view == FIELD_DATA;
        model->field_view = on ? FIELD_SOLID : FIELD_DATA;
        return;
    }
    model->lecture = false;
    model->data_view = !seen;
    model_say(model, model->data_view ? "the data, and what each racer says about them"
                                      : "the loss alone");
}

void
act_batch(const struct acting *a)
{
    struct model *model = a->model;
    const struct rv_racer *racer = &model_document(model)->racers[model->racer];
    rv_key key = rv_racer_key(racer, "batch");
    size_t rows = rv_objective_rows(model->objective);
    double batch = key != RV_KEY_NONE ? rv_racer_get(racer, key) : 0;
    autopsy_close(model);
    if (rows == 0) {
        model_say(model, "no rows of data are behind this surface");
        return;
    }
    model->batch_lines = !model->batch_lines;
    if (!model->batch_lines)
        model_say(model, "the loss of all rows alone");
    else if (batch > 0)
        model_say(model, "dashed: the loss that the next step of %s sees",
                  model->label[model->racer]);
    else
        model_say(model, "%s takes all %zu rows in each step: set its batch",
                  model->label[model->racer], rows);
}

void
act_chart_one(const struct acting *a)
{
    a->model->chart_one = !a->model->chart_one;
    model_say(a->model, a->model->chart_one ? "charts show the chosen racer"
                                            : "charts show all racers");
}

void
act_chart_linear(const struct acting *a)
{
    a->model->chart_linear = !a->model->chart_linear;
    model_say(a->model, a->model->chart_linear
                            ? "charts are linear"
                            : "charts are logarithmic where they can be");
}

void
act_lecture(const struct acting *a)
{
    autopsy_close(a->model);
    a->model->lecture = !a->model->lecture;
    if (a->model->field_view == FIELD_PLOTS)
        a->model->field_view = FIELD_MAP;
}

void
act_chart_costs(const struct acting *a)
{
    a->model->chart_costs = !a->model->chart_costs;
    model_say(a->model, a->model->chart_costs
                            ? "charts stand against evaluations paid for"
                            : "charts stand against steps");
}

void
act_zoom_in(const struct acting *a)
{
    zoom_by(a->model, 1 / ZOOM_STEP);
}

void
act_zoom_out(const struct acting *a)
{
    zoom_by(a->model, ZOOM_STEP);
}

void
act_fit(const struct acting *a)
{
    struct autopsy *autopsy = &a->model->autopsy;
    if (autopsy->open)
        autopsy->precise = !autopsy->precise;
    else
        zoom_fit(a->model);
}

static void
take_caps(struct model *model)
{
    theme_init(&model->theme, &model->caps);
}

void
act_theme(const struct acting *a)
{
    struct caps *caps = &a->model->caps;
    caps->theme = caps->theme == THEME_DARK ? THEME_LIGHT : THEME_DARK;
    caps->theme_chosen = true;
    take_caps(a->model);
    model_say(a->model, "%s theme", caps->theme == THEME_DARK ? "dark" : "light");
}

void
act_color_map(const struct acting *a)
{
    struct caps *caps = &a->model->caps;
    if (caps->rung != RUNG_RGB) {
        model_say(a->model, "other maps than this one need 24-bit colour");
        return;
    }
    caps->hues = (enum field_hues)((caps->hues + 1) % HUES_COUNT);
    take_caps(a->model);
    model_say(a->model, "the field in the colours of %s", field_hues_name(caps->hues));
}

void
act_colors(const struct acting *a)
{
    static const char *const names[] = {"24-bit colour", "256 colours", "16 colours",
                                        "8 colours", "no colours"};
    struct caps *caps = &a->model->caps;
    caps->rung =
        caps->rung == RUNG_MONO ? caps->best_rung : (enum color_rung)(caps->rung + 1);
    take_caps(a->model);
    model_say(a->model, "%s", names[caps->rung]);
}

void
act_glyphs(const struct acting *a)
{
    static const char *const names[] = {"braille and half blocks", "half blocks",
                                        "ASCII"};
    struct caps *caps = &a->model->caps;
    enum dot_glyphs best = caps->utf8 ? DOTS_BRAILLE : DOTS_ASCII;
    caps->glyphs =
        caps->glyphs == DOTS_ASCII ? best : (enum dot_glyphs)(caps->glyphs + 1);
    take_caps(a->model);
    model_say(a->model, "%s", names[caps->glyphs]);
}
