# plan-search: make run | test | check | asan | bench | install
# BUILD=release (default), debug or asan chooses the folder under build/.
BUILD ?= release
PREFIX ?= /usr/local
O := build/$(BUILD)
CC ?= gcc
CXX ?= g++

ROOMS := data text model xapian store emit source clean parse write icmd \
         query match views scmd
DIR_data := common/data
DIR_text := common/text
DIR_model := common/model
DIR_xapian := common/xapian
DIR_store := common/store
DIR_emit := common/emit
DIR_source := indexer/source
DIR_clean := indexer/clean
DIR_parse := indexer/parse
DIR_write := indexer/write
DIR_icmd := indexer/cmd
DIR_query := searcher/query
DIR_match := searcher/match
DIR_views := searcher/views
DIR_scmd := searcher/cmd

PACKAGES := glib-2.0 gio-2.0 jansson icu-uc icu-i18n libutf8proc xapian-core
CFLAGS_release := -O2 -g
CFLAGS_debug := -O0 -g
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
               -fno-sanitize-recover=undefined
WARN := -Wall -Wextra -Werror
FLAGS = $(CFLAGS_$(BUILD)) $(WARN) -I. -D_GNU_SOURCE -MMD -MP \
        $(shell pkg-config --cflags $(PACKAGES))
ALL_CFLAGS = -std=c17 $(FLAGS) $(CFLAGS)
ALL_CXXFLAGS = -std=c++17 $(FLAGS) $(CXXFLAGS)
LDLIBS = $(shell pkg-config --libs $(PACKAGES)) -lcsv -lm
LDFLAGS += $(CFLAGS_$(BUILD))

# Archives in link order: a room may use those after it in this list.
reverse = $(if $(1),$(call reverse,$(wordlist 2,99,$(1))) $(firstword $(1)))
archive = $(O)/lib$(1).a
sources = $(wildcard $(DIR_$(1))/*.c $(DIR_$(1))/*.cc)
objects = $(patsubst %,$(O)/%.o,$(call sources,$(1)))

COMMON := data text model xapian store emit
INDEXER := $(COMMON) source clean parse write icmd
SEARCHER := $(COMMON) query match views scmd
link = $(foreach room,$(call reverse,$(1)),$(call archive,$(room)))

all: $(O)/plan-index $(O)/plan-search

define room_rules
$(call archive,$(1)): $(call objects,$(1))
	@rm -f $$@
	@mkdir -p $$(@D)
	$$(AR) rcs $$@ $$^
endef
$(foreach room,$(ROOMS),$(eval $(call room_rules,$(room))))

$(O)/%.c.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(O)/%.cc.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(ALL_CXXFLAGS) -c -o $@ $<

# corpus/ goes into the programs as a GResource.
CORPUS := $(wildcard corpus/*.tsv corpus/rules/*.tsv corpus/lexicon/*.tsv \
            corpus/sample/*)
$(O)/corpus.xml: scripts/corpus-xml $(CORPUS) | corpus
	@mkdir -p $(@D)
	scripts/corpus-xml $(CORPUS) > $@
$(O)/corpus.c: $(O)/corpus.xml $(CORPUS)
	glib-compile-resources --sourcedir=corpus --generate-source \
	    --c-name corpus --target=$@ $<
$(O)/corpus.c.o: $(O)/corpus.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(call archive,data): $(O)/corpus.c.o

$(O)/plan-index: $(O)/indexer/main.c.o $(call link,$(INDEXER))
	$(CXX) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(O)/plan-search: $(O)/searcher/main.c.o $(call link,$(SEARCHER))
	$(CXX) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# tests/unit/<room>_<what>.c links the rooms up to its own.
UNIT_SOURCES := $(wildcard tests/unit/*.c)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(O)/tests/%,$(UNIT_SOURCES))
upto = $(if $(filter $(1),query match views scmd),\
  $(call take,$(1),$(SEARCHER)),$(call take,$(1),$(INDEXER)))
take = $(if $(2),$(if $(filter $(1),$(firstword $(2))),$(1),\
  $(firstword $(2)) $(call take,$(1),$(wordlist 2,99,$(2)))))
define unit_rules
$(O)/tests/$(1): $(O)/tests/unit/$(1).c.o \
    $(call link,$(call upto,$(firstword $(subst _, ,$(1)))))
	@mkdir -p $$(@D)
	$$(CXX) $$(LDFLAGS) -o $$@ $$^ -lcriterion $$(LDLIBS)
endef
$(foreach test,$(patsubst tests/unit/%.c,%,$(UNIT_SOURCES)),\
  $(eval $(call unit_rules,$(test))))
unit-tests: $(UNIT_TESTS)

clean:
	rm -rf build

.PHONY: all clean unit-tests
.SECONDARY:
-include $(shell find $(O) -name '*.d' 2>/dev/null)
