// The parameters of functions and lambdas.
// CPython: params, lambda_params in Grammar/python.gram
#include "vm/syntax/parser.h"

namespace fw::syntax {

// One name; annotated where the parameters are those of `def`.
Argument* Parser::parameter(TokenKind closing)
{
    const Token& start = expect(TokenKind::Name);
    Expression* annotation = nullptr;
    if (closing == TokenKind::RightParenthesis && accept(TokenKind::Colon)) {
        annotation = expression();
    }
    auto* argument = make<Argument>(NodeKind::arg, start);
    argument->arg = identifier(start);
    argument->annotation = annotation;
    return argument;
}

// The comma or what closes the parameters, with the type comment beside it.
Identifier Parser::expect_parameter_end(TokenKind closing)
{
    const bool has_comma = accept(TokenKind::Comma);
    Identifier comment = parameter_type_comment(closing);
    if (!has_comma && !at(closing)) {
        fail();
    }
    return comment;
}

// Everything up to the closing token, which stays.
Arguments* Parser::parameters(TokenKind closing)
{
    const Token& start = current();
    auto* arguments = m_tree.create<Arguments>(NodeKind::arguments, {});
    bool has_slash = false;
    {
        List<Argument> args(*this);
        std::vector<Expression*> defaults;
        while (at(TokenKind::Name)) {
            Argument* argument = parameter(closing);
            if (accept(TokenKind::Equal)) {
                defaults.push_back(expression());
            } else if (!defaults.empty()) {
                fail();
            }
            args.push(argument);
            argument->type_comment = expect_parameter_end(closing);
            if (at(TokenKind::Slash) && !has_slash) {
                has_slash = true;
                advance();
                arguments->posonlyargs = args.take();
                if (!accept(TokenKind::Comma) && !at(closing)) {
                    fail();
                }
            }
        }
        const Sequence<Argument*> all = args.take();
        arguments->args = all.from(arguments->posonlyargs.size());
        arguments->defaults = m_tree.sequence(defaults);
    }
    star_parameters(closing, *arguments);
    if (!at(closing)) {
        fail();
    }
    if (&current() != &start) {
        arguments->range = range_from(start);
    }
    return arguments;
}

// *args, keyword-only parameters and **kwargs.
void Parser::star_parameters(TokenKind closing, Arguments& arguments)
{
    if (accept(TokenKind::Star)) {
        if (accept(TokenKind::Comma)) {
            if (!at(TokenKind::Name)) {
                fail();
            }
        } else {
            arguments.vararg = parameter(closing);
            arguments.vararg->type_comment = expect_parameter_end(closing);
        }
        List<Argument> names(*this);
        std::vector<Expression*> defaults;
        while (at(TokenKind::Name)) {
            names.push(parameter(closing));
            defaults.push_back(accept(TokenKind::Equal) ? expression() : nullptr);
            names.back()->type_comment = expect_parameter_end(closing);
        }
        arguments.kwonlyargs = names.take();
        arguments.kw_defaults = m_tree.sequence(defaults);
    }
    if (accept(TokenKind::DoubleStar)) {
        arguments.kwarg = parameter(closing);
        arguments.kwarg->type_comment = expect_parameter_end(closing);
    }
}

} // namespace fw::syntax
