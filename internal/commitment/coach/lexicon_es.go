package coach

// lexiconEs holds Spanish words folded by token.go: lower case, no accents.
var lexiconEs = &lexicon{
	respell: map[string]string{
		"q": "que", "xq": "porque", "pq": "porque", "tmb": "tambien", "x": "por", "d": "de", "ud": "usted", "uds": "ustedes",
		"talves": "tal vez", "talvez": "tal vez", "quizas": "quiza", "alomejor": "a lo mejor",
		"miercole": "miercoles", "mierc": "miercoles", "boi": "voy", "pa": "para",
	},
	abbreviations: wordSet("sr sra srta dr dra lic ing ene feb mar abr may jun jul ago sept oct nov dic hrs aprox"),
	numbers: map[string]float64{"un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
		"nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
		"sesenta": 60, "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "quinientos": 500, "quinientas": 500,
		"mil": 1000, "docena": 12, "docenas": 12, "par": 2, "media": 0.5, "medio": 0.5},
	breaks: wordSet("pero aunque sino"),
	joins:  wordSet("y entonces porque pues"),
	before: phraseSet("antes de, antes del, antes de la, antes de el"),
	after:  phraseSet("despues de, despues del, despues de la, despues de el, desde hace, luego de, pasado, pasada"),

	hedges: phraseSet(`a lo mejor, tal vez, quiza, quizas, posiblemente, probablemente, ojala, si puedo, si se puede, capaz que, puede que, puede ser,
		creo que, por ahi, igual se, eso no lo prometo, no prometo, no es seguro, en algun momento, cuando sea el momento, a ver si, sin compromiso, espero`),
	conditions: phraseSet(`si, en cuanto, a menos que, siempre que, siempre y cuando, con tal de que, dependiendo, depende, una vez que, cuando lo apruebe,
		sujeto a, en caso de, salvo que`),
	courtesies: phraseSet(`si me, si usted, si ustedes, si le sirve, si les sirve, si le parece, si les parece, si quiere, si quieren, si gusta, si gustan,
		si necesita, si necesitan, si desea, si le conviene, en cuanto me, en cuanto usted, pero si, yo si, eso si, asi si, si le`),
	approvals: phraseSet(`tengo que preguntar, tengo que preguntarle, tengo que consultarlo, tengo que consultar, tengo que pedir, tengo que pedirle, dejeme preguntar,
		dejeme ver, dejeme averiguar, tiene que votar, tiene que aprobar, tiene que aprobarlo, tiene que decidir, debe aprobar, falta que, necesito permiso, hay que ver,
		tenemos que consultarlo, tenemos que consultar, necesito preguntar, debo consultarlo, tiene que autorizar`),
	firstSteps: phraseSet("mandeme, envieme, paseme, deme, digame, escribame, si me, me manda, me envia, mandemelo, enviemelo"),
	vague: phraseSet(`ayudar, apoyar, colaborar, cooperar, participar, acompanar, correr, comentar, avisar, ver, pensar, intentar, tratar, asistir, sumar, contactar,
		decir, estar, ir, hablar, averiguar, poner en contacto, hacer lo que, hacer lo posible, conectar con la gente, unir, difundir la voz, pasar la voz,
		buscar la manera, ser, tener, servir, pasar por`),
	contact:     phraseSet("llamar, escribir, hablar, contactar, mandar un mensaje"),
	selfEvident: phraseSet("presentar, manejar, cocinar, pintar, hornear, capacitar, traducir"),
	concrete:    phraseSet(infinitivesEs),
	emptyWords: wordSet(`usted ustedes su sus de del la el los las le les lo se me nos y o a al en con por para que un una unos unas mi mis nuestro nuestra
		nuestros nuestras algo cosas todo nada lo ayuda apoyo tiempo pronto antes posible luego despues aqui ahi alla tambien ya si yes-si no muy mas
		mucho mucha muchos muchas este esta ese esa eso esto es son fue ser cuando donde como quien yo gusto favor hoy dia dias semana semanas mes ano
		adelante vez alguna algun algunas algunos gente adecuada pues entonces contacto proximo proxima noche tarde manana a fin fines usted`),
	pronouns:     wordSet("lo los la las"),
	judging:      wordSet("es son era parece parecen alcanza alcanzan seria deberia suena"),
	timeUnits:    wordSet("hora horas hr hrs minuto minutos manana mananas tarde tardes noche noches dia dias sabado sabados domingo domingos turno turnos"),
	moneyUnits:   wordSet("dolar dolares peso pesos usd euros"),
	single:       wordSet("un una mi nuestro nuestra"),
	wholePeriods: phraseSet("todo el dia, toda la manana, toda la tarde, medio dia, media hora, media manana"),
}

// infinitivesEs are the infinitives of verbsEs, as the lexicon needs them.
var infinitivesEs = firstWords(verbsEs)

// openersEs need no conjugated verb behind them, or say more than the verb does.
var openersEs = forms{}.
	add(firmly, `voy a, vamos a, puedo, podemos, me comprometo a, nos comprometemos a, me encargo de, nos encargamos de, le puedo, les puedo, prometo, yo puedo,
		lo que voy a hacer es que le, con gusto le, con gusto les`).
	add(hedged, `me gustaria, me encantaria, nos gustaria, nos encantaria, quisiera, quisieramos, trato de, tratare de, trataremos de, intentare, intentaremos,
		voy a tratar de, voy a intentar, vamos a tratar de, espero, esperamos, esperamos poder, pienso, planeo, quiero, queremos, yo podria, podriamos, podria dar,
		podria llevar, podria prestar, podria traer, podria hacer, podria poner, podria conseguir, creo que puedo, creo que podemos, creo que podria, puede que,
		ojala pudiera, tengamos, pueda, creo que mi iglesia, a ver si`).
	add(offering, `cuente conmigo para, cuente conmigo con, cuenten conmigo para, cuenten conmigo con, cuente con, cuenten con, apunteme con, apunteme para, anoteme con,
		anoteme para, apunteme, anoteme, de mi parte, pueden usar nuestro, pueden usar nuestra, pueden usar mi, puede usar nuestro, puede usar nuestra, puede usar mi,
		es suyo, es suya, es de ustedes`).
	add(willing, `cuente conmigo, cuenten conmigo, tengo un, tengo una, tengo unas, tengo unos, tengo dos, tengo tres, tengo cuatro, tengo seis, tengo varios, tengo varias,
		tenemos un, tenemos una, tenemos unas, tenemos unos, tenemos espacio, conozco a, me interesa, nos interesa, soy contador, soy contadora, soy abogado, soy abogada,
		aviseme, llameme, hablemos, aqui estoy, aqui estamos, ahi voy a estar, ahi estare, digame, diganos, ser parte, platicamos`).
	add(refusing, "no puedo, no podemos, no podre, esta vez no, este mes no, ahorita no, no gracias").
	add(judging, `creo que, pienso que, me parece, quisiera ver, yo quisiera ver, siento que, me pregunto, me preocupa, tengo una pregunta, tengo preguntas, tengo una duda,
		tengo dudas, no puedo creer, no veo, no creo, no estoy seguro, no estoy segura, veo, le doy un consejo, mi consejo es, yo que usted, vamos a ver como, podria,
		estuve, espero que, ya intentamos, ya probamos`)

var (
	othersEs      = wordSet("ella ellos ellas alguien")
	othersWillEs  = wordSet("puede pueden podria podrian va van tiene tienen")
	possessivesEs = wordSet("mi mis nuestro nuestra nuestros nuestras un una")
	articlesEs    = wordSet("el la los un una de del este esta su mi al en tu cada")
	cliticsEs     = wordSet("le les se lo la los las me nos")
	peopleEs      = wordSet(`hermano hermana primo prima tio tia mama papa madre padre esposo esposa hijo hija amigo amiga amigos jefe jefa director directora
		vecino vecina vecinos estudiantes alumnos muchachos muchacho senor senora pastor casero companero companera socio socia mesa directiva editora editor
		sobrino sobrina abuelo abuela familia consejo compania empresa`)
)
