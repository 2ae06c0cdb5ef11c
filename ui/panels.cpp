// The registry of panels: one line each.

#include "ui/panels/blocks_panel.h"
#include "ui/panels/breakpoints_panel.h"
#include "ui/panels/bytecode_panel.h"
#include "ui/panels/call_stack_panel.h"
#include "ui/panels/closures_panel.h"
#include "ui/panels/code_objects_panel.h"
#include "ui/panels/evaluate_panel.h"
#include "ui/panels/globals_panel.h"
#include "ui/panels/locals_panel.h"
#include "ui/panels/object_panel.h"
#include "ui/panels/output_panel.h"
#include "ui/panels/peephole_panel.h"
#include "ui/panels/source_panel.h"
#include "ui/panels/symbols_panel.h"
#include "ui/panels/syntax_tree_panel.h"
#include "ui/panels/tokens_panel.h"
#include "ui/panels/value_stacks_panel.h"
#include "ui/panels/watches_panel.h"
#include "ui/panels/writes_panel.h"

namespace fw::ui {

std::vector<std::unique_ptr<Panel>> make_panels()
{
    std::vector<std::unique_ptr<Panel>> panels;
    panels.push_back(std::make_unique<SourcePanel>());
    panels.push_back(std::make_unique<BytecodePanel>());
    panels.push_back(std::make_unique<CallStackPanel>());
    panels.push_back(std::make_unique<BlocksPanel>());
    panels.push_back(std::make_unique<ValueStacksPanel>());
    panels.push_back(std::make_unique<LocalsPanel>());
    panels.push_back(std::make_unique<NamespacePanel>(NamespacePanel::Which::Globals));
    panels.push_back(std::make_unique<NamespacePanel>(NamespacePanel::Which::Builtins));
    panels.push_back(std::make_unique<WatchesPanel>());
    panels.push_back(std::make_unique<ClosuresPanel>());
    panels.push_back(std::make_unique<CodeObjectsPanel>());
    panels.push_back(std::make_unique<ObjectPanel>());
    panels.push_back(std::make_unique<OutputPanel>());
    panels.push_back(std::make_unique<EvaluatePanel>());
    panels.push_back(std::make_unique<WritesPanel>());
    panels.push_back(std::make_unique<BreakpointsPanel>());
    panels.push_back(std::make_unique<TokensPanel>());
    panels.push_back(std::make_unique<SyntaxTreePanel>());
    panels.push_back(std::make_unique<SymbolsPanel>());
    panels.push_back(std::make_unique<PeepholePanel>());
    return panels;
}

} // namespace fw::ui
