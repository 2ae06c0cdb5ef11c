// Drawing the rows that Locals, Globals and Builtins share.
#pragma once

#include "ui/model/name_rows.h"
#include "ui/widgets/row_list.h"

#include <string>
#include <vector>

namespace fw::ui {

void draw_name_rows(
    DrawContext& context, const char* id, RowList& list, const std::vector<NameRow>& rows);
std::string name_rows_text(const std::vector<NameRow>& rows);

} // namespace fw::ui
