// What each stage of the compiler makes of one source file, as plain data: tokens, the syntax tree,
// the scopes with the reason of each decision, and every code object before and after the peephole
// pass. All of it is linked by the numbers of the tree's nodes. Standard types only, as in a
// picture; it depends on the text alone and not on the running program.
#pragma once

#include "vm/inspect/picture.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace fw::inspect {

using NodeId = std::uint32_t; // of the syntax tree; 0 is no node

// The kind of a token as `python -m tokenize` names it.
struct StageToken {
    std::string kind; // "NAME", "OP"
    std::string text;
    bool keyword = false;
    SourceRange range;
    NodeId node = 0; // the innermost one that the token is in
};

// A node of the tree as written. The nodes are in the order of a walk from the root, so that those
// below one are the rows from its own to `end`.
struct StageNode {
    NodeId id = 0;
    std::size_t end = 0; // index behind the last node below this one
    int depth = 0;
    std::string field; // in the node above: "left", "body[2]"
    std::string kind; // "BinOp"
    std::string detail; // its own values: "op=Add", "id='x', ctx=Load"
    bool statement = false;
    SourceRange range; // unknown where no text stands for it
};

// Where the text says something about a name.
struct StageMention {
    std::string what; // "assigned", "used", "parameter"
    NodeId node = 0;
    SourceRange range;
};

struct StageSymbol {
    std::string name;
    std::string binding; // "local", "cell", "free", "global (explicit)", "global (implicit)"
    std::string reason; // one sentence, with the places as line:column
    NodeId node = 0; // of the place that decides
    SourceRange range; // of it
    std::vector<StageMention> mentions; // in this scope, in the order of the text
};

struct StageScope {
    int depth = 0;
    std::string kind; // "module", "function", "class", "comprehension", "lambda"
    std::string name;
    std::string traits; // "generator, with __class__ cell", or empty
    NodeId node = 0;
    SourceRange range;
    std::vector<StageSymbol> symbols; // by name
};

enum class StageChange : std::uint8_t { Kept, Changed, Removed };

struct StageInstruction {
    int offset = 0; // of the opcode itself, behind any EXTENDED_ARG
    std::string name;
    bool has_arg = false;
    int arg = 0;
    std::string meaning;
    SourceRange range;
    NodeId node = 0;
};

// One instruction as code generation made it, and what the peephole pass made of it.
struct StageStep {
    StageInstruction before;
    StageChange change = StageChange::Kept;
    std::string reason; // why it was changed or removed
    StageInstruction after; // of interest unless it was removed
};

struct StageCode {
    std::string name; // co_name
    int firstlineno = 0;
    NodeId node = 0; // whose body it is
    std::vector<StageStep> steps;
    std::size_t removed = 0;
    std::size_t changed = 0;
};

struct Stages {
    std::string path;
    std::string error; // why a stage could not be reached; what lies before it is there
    std::vector<StageToken> tokens;
    std::vector<StageNode> nodes;
    std::unordered_map<NodeId, std::size_t> node_index; // in nodes
    std::vector<StageScope> scopes; // outer ones before those inside
    std::vector<StageCode> codes; // outer ones before those inside

    const StageNode* find(NodeId node) const
    {
        const auto found = node_index.find(node);
        return found == node_index.end() ? nullptr : &nodes[found->second];
    }

    // Whether the node is the other one or lies below it.
    bool is_within(NodeId node, NodeId outer) const
    {
        const auto at = node_index.find(node);
        const StageNode* around = find(outer);
        return at != node_index.end() && around != nullptr && at->second >= node_index.at(outer)
            && at->second < around->end;
    }
};

} // namespace fw::inspect
