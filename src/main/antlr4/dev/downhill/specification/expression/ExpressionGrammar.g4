// The formulas of a job, in Python's notation and with Python's precedence:
// '**' binds tightest and to the right, then unary minus, then '* / @', then '+ -'.
grammar ExpressionGrammar;

formula
    : sum EOF
    ;

sum
    : product (('+' | '-') product)*
    ;

product
    : signed (('*' | '/' | '@') signed)*
    ;

signed
    : ('+' | '-') signed
    | power
    ;

power
    : atom ('**' signed)?
    ;

atom
    : NUMBER                                # number
    | (NAME | QUOTED)                       # name
    | NAME '(' sum (',' sum)* ')'           # call
    | '(' sum ')'                           # parenthesised
    ;

NUMBER
    : (DIGITS '.'? | DIGITS? '.' DIGITS) EXPONENT?
    ;

// Letters of every script, as in Python.
NAME
    : [\p{L}\p{Nl}_] [\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*
    ;

// Any other name stands in backticks, a backtick of its own twice.
QUOTED
    : '`' (~[`] | '``')+ '`'
    ;

SPACE
    : [ \t\r\n]+ -> skip
    ;

// Anything else becomes a token of its own, so that the message about it is the parser's.
OTHER
    : .
    ;

fragment DIGITS
    : [0-9] ('_'? [0-9])*
    ;

fragment EXPONENT
    : [eE] [+-]? DIGITS
    ;
