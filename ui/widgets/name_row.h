// Drawing the rows that Locals, Globals and Builtins share.
#pragma once

#include "ui/model/name_rows.h"
#include "ui/widgets/row_list.h"

#include <string>
#include <vector>

namespace fw::ui {

// `menu` adds entries to the context menu of a row.
void draw_name_rows(DrawContext& context, const char* id, RowList& list,
    const std::vector<NameRow>& rows, const std::function<void(std::size_t row)>& menu = {});
std::string name_rows_text(const std::vector<NameRow>& rows);

} // namespace fw::ui
