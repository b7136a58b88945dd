package page

import (
	"reflect"
	"slices"
	"strconv"
	syntax "text/template/parse"
)

// A value is what a pipeline comes to: its type, and how to get it. The type is
// nil where the pipeline is not known.
type value struct {
	typ reflect.Type
	get func(x *execution, dot reflect.Value) reflect.Value
}

// A condition tells whether what stands behind if holds.
type condition func(x *execution, dot reflect.Value) bool

// pipe compiles the words of {{with …}}, {{range …}} and the like.
func (s *scope) pipe(p *syntax.PipeNode, dot reflect.Type) value {
	if len(p.Cmds) != 1 {
		s.unknown(p, "pipeline")
		return value{}
	}
	return s.command(p.Cmds[0], dot)
}

func (s *scope) command(cmd *syntax.CommandNode, dot reflect.Type) value {
	switch name := function(cmd); {
	case name == "len" && len(cmd.Args) == 2:
		return s.length(cmd, dot)
	case name != "" || len(cmd.Args) != 1:
		s.unknown(cmd, "function or method")
		return value{}
	}
	return s.operand(cmd.Args[0], dot)
}

// function gives the name of the function that a command calls; "" for none.
func function(cmd *syntax.CommandNode) string {
	if id, ok := cmd.Args[0].(*syntax.IdentifierNode); ok {
		return id.Ident
	}
	return ""
}

func (s *scope) length(cmd *syntax.CommandNode, dot reflect.Type) value {
	v := s.operand(cmd.Args[1], dot)
	if v.typ == nil || v.typ.Kind() != reflect.Slice && v.typ.Kind() != reflect.String {
		s.unknown(cmd, "len of what is neither slice nor string")
		return value{}
	}
	return value{reflect.TypeFor[int](), func(x *execution, dot reflect.Value) reflect.Value {
		return reflect.ValueOf(v.get(x, dot).Len())
	}}
}

// operand compiles a field, a variable, dot, a constant or what stands in
// parentheses.
func (s *scope) operand(n syntax.Node, dot reflect.Type) value {
	switch n := n.(type) {
	case *syntax.DotNode:
		return s.reach(n, dot, -1, nil)
	case *syntax.FieldNode:
		return s.reach(n, dot, -1, n.Ident)
	case *syntax.VariableNode:
		for slot, v := range slices.Backward(s.vars) {
			if v.name == n.Ident[0] {
				return s.reach(n, v.typ, slot, n.Ident[1:])
			}
		}
	case *syntax.PipeNode:
		if len(n.Decl) == 0 {
			return s.pipe(n, dot)
		}
	case *syntax.StringNode:
		return constant(n.Text)
	case *syntax.BoolNode:
		return constant(n.True)
	case *syntax.NumberNode:
		if i, err := strconv.Atoi(n.Text); err == nil && n.IsInt && int64(i) == n.Int64 { // 010 is 8 there
			return constant(i)
		}
	}
	s.unknown(n, "operand")
	return value{}
}

func constant(c any) value {
	v := reflect.ValueOf(c)
	return value{v.Type(), func(*execution, reflect.Value) reflect.Value { return v }}
}

// reach compiles a chain of fields that begins at dot (slot -1) or at a variable.
func (s *scope) reach(n syntax.Node, typ reflect.Type, slot int, names []string) value {
	var path []int
	for _, name := range names {
		// A method goes before a field of its name. Views have none.
		if typ == nil || typ.Kind() != reflect.Struct || reflect.PointerTo(typ).NumMethod() > 0 {
			s.unknown(n, "field of what is no plain struct")
			return value{}
		}
		field, ok := typ.FieldByName(name)
		if !ok || !field.IsExported() {
			s.unknown(n, "no field "+name)
			return value{}
		}
		for _, i := range field.Index { // several where it is that of an embedded struct
			if typ.Kind() != reflect.Struct {
				s.unknown(n, "field of an embedded pointer")
				return value{}
			}
			path = append(path, i)
			typ = typ.Field(i).Type
		}
	}
	if typ == nil {
		s.unknown(n, "dot of a template without argument")
	}
	if slot < 0 {
		return value{typ, func(_ *execution, dot reflect.Value) reflect.Value { return fieldAt(dot, path) }}
	}
	return value{typ, func(x *execution, _ reflect.Value) reflect.Value { return fieldAt(x.vars[x.base+slot], path) }}
}

func fieldAt(v reflect.Value, path []int) reflect.Value {
	for _, i := range path {
		v = v.Field(i)
	}
	return v
}

// condition compiles the words of {{if …}}.
func (s *scope) condition(p *syntax.PipeNode, dot reflect.Type) condition {
	if len(p.Cmds) == 1 {
		cmd := p.Cmds[0]
		switch name := function(cmd); name {
		case "or", "and", "not":
			return s.logic(cmd, dot)
		case "eq", "ne":
			return s.comparison(cmd, dot)
		}
	}
	return s.truthOf(p, s.pipe(p, dot))
}

// logic compiles or, and, not. Of or and and it knows only whether they hold,
// not which of their operands they come to.
func (s *scope) logic(cmd *syntax.CommandNode, dot reflect.Type) condition {
	var operands []condition
	for _, n := range cmd.Args[1:] {
		if p, ok := n.(*syntax.PipeNode); ok && len(p.Decl) == 0 {
			operands = append(operands, s.condition(p, dot))
		} else {
			operands = append(operands, s.truthOf(n, s.operand(n, dot)))
		}
	}
	name := function(cmd)
	if len(operands) == 0 || name == "not" && len(operands) > 1 {
		s.unknown(cmd, "number of operands")
		return nil
	}
	if name == "not" {
		return func(x *execution, dot reflect.Value) bool { return !operands[0](x, dot) }
	}
	settles := name == "or" // what an operand has to be for the others not to matter
	return func(x *execution, dot reflect.Value) bool {
		for _, holds := range operands {
			if holds(x, dot) == settles {
				return settles
			}
		}
		return !settles
	}
}

// comparison compiles eq and ne of two values of one kind.
func (s *scope) comparison(cmd *syntax.CommandNode, dot reflect.Type) condition {
	if len(cmd.Args) != 3 {
		s.unknown(cmd, "number of operands")
		return nil
	}
	a, b := s.operand(cmd.Args[1], dot), s.operand(cmd.Args[2], dot)
	want := function(cmd) == "eq"
	switch {
	case a.is(reflect.String) && b.is(reflect.String):
		return func(x *execution, dot reflect.Value) bool {
			return (a.get(x, dot).String() == b.get(x, dot).String()) == want
		}
	case a.is(reflect.Int) && b.is(reflect.Int):
		return func(x *execution, dot reflect.Value) bool {
			return (a.get(x, dot).Int() == b.get(x, dot).Int()) == want
		}
	}
	s.unknown(cmd, "comparison")
	return nil
}

func (v value) is(kind reflect.Kind) bool { return v.typ != nil && v.typ.Kind() == kind }

func (s *scope) truthOf(n syntax.Node, v value) condition {
	holds := s.truth(n, v.typ)
	return func(x *execution, dot reflect.Value) bool { return holds(v.get(x, dot)) }
}

// truth tells what is true of a type, as template.IsTrue has it.
func (s *scope) truth(n syntax.Node, typ reflect.Type) func(reflect.Value) bool {
	if typ != nil {
		switch typ.Kind() {
		case reflect.Bool:
			return reflect.Value.Bool
		case reflect.Int:
			return func(v reflect.Value) bool { return v.Int() != 0 }
		case reflect.String, reflect.Slice:
			return func(v reflect.Value) bool { return v.Len() > 0 }
		case reflect.Struct:
			return func(reflect.Value) bool { return true }
		}
	}
	s.unknown(n, "truth of such a type")
	return nil
}
