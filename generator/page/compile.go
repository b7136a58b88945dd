package page

import (
	"fmt"
	"html/template"
	"reflect"
	"sync"
	syntax "text/template/parse"
)

// Layouts are compiled. html/template parses them and decides by context how
// each value is escaped: security is its work, and its trees are what is read
// here. Only their execution is ours. html/template walks the tree anew for
// each page, looks every field up by its name and calls every escaper through
// reflection; that was 20 to 35 % of a build of 10,000 reports. A program walks
// the tree once, at the start, with the static type of the view in hand, and
// leaves closures that know the number of each field and the function that
// escapes it. That takes about a twenty-fifth of the time and allocates
// nothing (compile_bench_test.go). The bytes are the same; tests and a fuzz
// target hold it to that.
//
// It knows text, fields, variables, if, with, range and template with their
// else, or, and, not, eq, ne and len, and strings, whole numbers, truth values,
// slices and structs; compile_value.go and compile_escape.go say more. A layout
// with anything else, which a site's own may have, is left to html/template as a
// whole, which costs time only.

// A program is a layout compiled. It does not change once made.
type program struct {
	view    reflect.Type
	main    *routine
	running sync.Pool // of *execution
}

// A routine is a template compiled for one type of dot.
type routine struct {
	run   step
	slots int // that its variables take at most, $ among them
}

// A step writes what a node of a template comes to.
type step func(x *execution, dot reflect.Value)

// An execution is one run of a program.
type execution struct {
	out     []byte
	vars    []reflect.Value // of all templates that run, the innermost last
	base    int             // where those of the innermost begin, with $
	tooDeep bool
}

// maxVariables bounds how deep templates call each other: each has one
// variable at least, and the stack of the program must hold them all.
// html/template refuses at a depth of 100,000; what is deeper than we go is
// left to it.
const maxVariables = 2000

// execute makes the page of a view and hands it out; it may not be kept. It has
// done nothing where it says so: the view is of another type, or the templates
// call each other too deep.
func (p *program) execute(view any, use func(page []byte) error) (done bool, err error) {
	if reflect.TypeOf(view) != p.view {
		return false, nil
	}
	x, _ := p.running.Get().(*execution)
	if x == nil {
		x = new(execution)
	}
	x.call(p.main, reflect.ValueOf(view))
	if done = !x.tooDeep; done {
		err = use(x.out)
	}
	clear(x.vars[:cap(x.vars)]) // or they would hold the view
	*x = execution{out: x.out[:0], vars: x.vars[:0]}
	p.running.Put(x)
	return done, err
}

// call runs a template with variables of its own.
func (x *execution) call(r *routine, dot reflect.Value) {
	top, base := len(x.vars), x.base
	if x.tooDeep = x.tooDeep || top+r.slots > maxVariables; x.tooDeep {
		return
	}
	x.base = top
	x.vars = append(x.vars, dot)
	for range r.slots - 1 {
		x.vars = append(x.vars, reflect.Value{})
	}
	r.run(x, dot)
	x.vars, x.base = x.vars[:top], base
}

// A compiler makes the program of one layout.
type compiler struct {
	templates *template.Template
	routines  map[call]*routine
	err       error // the first thing that is not known
}

type call struct {
	name string
	dot  reflect.Type // nil for {{template "name"}}
}

// compile makes the program of a layout that html/template has executed, and so
// escaped, for views of a type. The error says what in the layout is not known.
func compile(templates *template.Template, name string, view reflect.Type) (*program, error) {
	c := &compiler{templates: templates, routines: map[call]*routine{}}
	p := &program{view: view, main: c.routine(name, view)}
	if c.err != nil {
		return nil, c.err
	}
	return p, nil
}

// routine gives a template for a type of dot. It may call itself, and so is
// entered before it is whole.
func (c *compiler) routine(name string, dot reflect.Type) *routine {
	key := call{name, dot}
	r := c.routines[key]
	if r != nil {
		return r
	}
	r = &routine{}
	c.routines[key] = r
	t := c.templates.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		// One that is called inside a tag, say. html/template escapes a copy of it and keeps that to itself.
		c.fail(fmt.Errorf("template %q: there is no tree", name))
		return r
	}
	s := &scope{compiler: c, tree: t.Tree, vars: []variable{{"$", dot}}, slots: 1}
	r.run = s.list(t.Tree.Root, dot)
	r.slots = s.slots
	return r
}

// A scope compiles one template.
type scope struct {
	*compiler
	tree  *syntax.Tree
	vars  []variable // in sight; the place of each is its slot
	slots int
}

type variable struct {
	name string
	typ  reflect.Type
}

// unknown notes that the layout cannot be compiled.
func (s *scope) unknown(n syntax.Node, why string) {
	place, words := s.tree.ErrorContext(n)
	s.fail(fmt.Errorf("%s: %s: %s", place, words, why))
}

func (c *compiler) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// list compiles what stands between two tags. Its variables end with it.
func (s *scope) list(l *syntax.ListNode, dot reflect.Type) step {
	if l == nil {
		return func(*execution, reflect.Value) {}
	}
	mark := len(s.vars)
	var steps []step
	for _, n := range l.Nodes {
		if s.err != nil {
			return nil
		}
		if do := s.node(n, dot); do != nil {
			steps = append(steps, do)
		}
	}
	s.vars = s.vars[:mark]
	if len(steps) == 1 {
		return steps[0]
	}
	return func(x *execution, dot reflect.Value) {
		for _, do := range steps {
			do(x, dot)
		}
	}
}

func (s *scope) node(n syntax.Node, dot reflect.Type) step {
	switch n := n.(type) {
	case *syntax.TextNode:
		text := string(n.Text)
		return func(x *execution, _ reflect.Value) { x.out = append(x.out, text...) }
	case *syntax.CommentNode:
		return nil
	case *syntax.ActionNode:
		return s.action(n, dot)
	case *syntax.IfNode:
		return s.ifNode(n, dot)
	case *syntax.WithNode:
		return s.with(n, dot)
	case *syntax.RangeNode:
		return s.rangeNode(n, dot)
	case *syntax.TemplateNode:
		return s.template(n, dot)
	}
	s.unknown(n, "no such action")
	return nil
}

// action compiles {{.Name}}, which writes a value, and {{$name := .Name}}.
func (s *scope) action(n *syntax.ActionNode, dot reflect.Type) step {
	value, escapers := s.written(n.Pipe, dot)
	if len(n.Pipe.Decl) == 0 {
		return s.write(n, value, escapers)
	}
	slot := s.declare(n.Pipe, 1, value.typ)
	return func(x *execution, dot reflect.Value) { x.vars[x.base+slot] = value.get(x, dot) }
}

// declare enters the variable that a pipeline declares last but n-1, and gives
// its slot; -1 where there is none.
func (s *scope) declare(p *syntax.PipeNode, n int, typ reflect.Type) int {
	if len(p.Decl) < n {
		return -1
	}
	if p.IsAssign {
		s.unknown(p, "assignment")
	}
	s.vars = append(s.vars, variable{p.Decl[len(p.Decl)-n].Ident[0], typ})
	s.slots = max(s.slots, len(s.vars))
	return len(s.vars) - 1
}

func (s *scope) ifNode(n *syntax.IfNode, dot reflect.Type) step {
	if len(n.Pipe.Decl) > 0 {
		s.unknown(n, "variable in if")
		return nil
	}
	holds := s.condition(n.Pipe, dot)
	then, otherwise := s.list(n.List, dot), s.list(n.ElseList, dot)
	return func(x *execution, dot reflect.Value) {
		if holds(x, dot) {
			then(x, dot)
		} else {
			otherwise(x, dot)
		}
	}
}

func (s *scope) with(n *syntax.WithNode, dot reflect.Type) step {
	mark := len(s.vars)
	value := s.pipe(n.Pipe, dot)
	holds := s.truth(n.Pipe, value.typ)
	slot := s.declare(n.Pipe, 1, value.typ)
	then, otherwise := s.list(n.List, value.typ), s.list(n.ElseList, dot)
	s.vars = s.vars[:mark]
	return func(x *execution, dot reflect.Value) {
		v := value.get(x, dot)
		if slot >= 0 {
			x.vars[x.base+slot] = v
		}
		if holds(v) {
			then(x, v)
		} else {
			otherwise(x, dot)
		}
	}
}

func (s *scope) rangeNode(n *syntax.RangeNode, dot reflect.Type) step {
	mark := len(s.vars)
	list := s.pipe(n.Pipe, dot)
	if list.typ == nil || list.typ.Kind() != reflect.Slice {
		s.unknown(n, "range over what is no slice")
		return nil
	}
	if n.ElseList != nil && len(n.Pipe.Decl) > 0 {
		s.unknown(n, "range with variables and else") // where they would be the slice
		return nil
	}
	index := s.declare(n.Pipe, 2, reflect.TypeFor[int]())
	element := s.declare(n.Pipe, 1, list.typ.Elem())
	body, none := s.list(n.List, list.typ.Elem()), s.list(n.ElseList, dot)
	s.vars = s.vars[:mark]
	return func(x *execution, dot reflect.Value) {
		v := list.get(x, dot)
		if v.Len() == 0 {
			none(x, dot)
		}
		for i := range v.Len() {
			e := v.Index(i)
			if index >= 0 {
				x.vars[x.base+index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				x.vars[x.base+element] = e
			}
			body(x, e)
		}
	}
}

func (s *scope) template(n *syntax.TemplateNode, dot reflect.Type) step {
	if n.Pipe == nil {
		r := s.routine(n.Name, nil)
		return func(x *execution, _ reflect.Value) { x.call(r, reflect.Value{}) }
	}
	if len(n.Pipe.Decl) > 0 {
		s.unknown(n, "variable in template")
		return nil
	}
	argument := s.pipe(n.Pipe, dot)
	r := s.routine(n.Name, argument.typ)
	return func(x *execution, dot reflect.Value) { x.call(r, argument.get(x, dot)) }
}
