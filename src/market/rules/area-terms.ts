// The words by which a study's conditions tell its therapeutic area: a table of keywords and MeSH terms, read by `area.ts`.
import type { Area } from './taxonomy.ts';

/**
 * Terms are parted by `; `. A word matches itself, `stem*` what begins so, `*stem` what ends so; several words match side by side. Where
 * terms overlap the one of more words wins, then the one of more letters. Those of `Others` say what only looks like another area
 * (the stress of a urinary incontinence). Accents, case and punctuation do not count, digits stand alone (`type 2 diabetes`).
 */
export const areaTerms: Readonly<Record<Area, string>> = {
  Oncology:
    'cancer*; precancer*; neoplas*; tumor*; tumour*; carcinom*; *carcinoma; *carcinomas; sarcoma*; *sarcoma; *sarcomas; leukemi*; leukaemi*; ' +
    'lymphoma*; *lymphoma; myeloma*; melanoma*; glioma*; *glioma; *gliomas; *blastoma; *blastomas; mesotheliom*; astrocytom*; ependymom*; ' +
    'oligodendrogliom*; meningiom*; thymom*; seminom*; carcinoid*; adenom*; pheochromocytom*; phaeochromocytom*; paragangliom*; ' +
    'craniopharyngiom*; chordom*; desmoid*; plasmacytom*; germ cell; hodgkin*; waldenstrom*; mycosis fungoides; sezary; myelodysplas*; ' +
    'myeloprolif*; lymphoprolif*; myelofibros*; polycythemia vera; essential thrombocyth*; mastocytos*; metasta*; malignan*; oncolog*; ' +
    'nsclc; sclc; hcc; aml; cll; dlbcl; tnbc; gist; mds; polyposis; lynch; brca; von hippel lindau; prostate specific antigen; mammogra*; ' +
    'chemotherap*; radiotherap*; radiation therapy; neuroendocrine; hairy cell',
  CNS:
    'alzheimer*; dementia*; parkinson*; lewy; stroke*; poststroke; cerebr*; cerebell*; brain*; encephal*; *encephalopathy; *encephalitis; ' +
    'leukoencephal*; meningit*; epilep*; seizure*; convuls*; lennox; dravet; migrain*; headache*; multiple sclerosis; amyotrophic; als; ' +
    'motor neuron*; huntington*; dystoni*; tremor*; ataxi*; chorea; tourette*; tic disorder*; myastheni*; guillain barre; spinal cord; ' +
    'paraplegi*; tetraplegi*; quadriplegi*; hemipleg*; hemipares*; paralys*; palsy; spastic*; concussion*; intracranial; subarachnoid; ' +
    'carotid*; ischemic attack; ischaemic attack; tia; hydroceph*; spina bifida; myelomeningocel*; demyelinat*; optic neuritis; neuritis; ' +
    'leukodystroph*; restless legs; narcoleps*; insomnia*; sleep*; parasomni*; coma; consciousness; delirium; cogniti*; memory; amnesi*; ' +
    'aphasi*; dyslexi*; dysarthri*; stutter*; neuro*; polyneuropath*; *neuropathy; *neuropathies; nervous system; peripheral nerv*; nerve injur*; ' +
    'radiculopath*; carpal tunnel; muscular dystroph*; spinal muscular; vertigo; dizziness; intellectual disab*; developmental disab*; ' +
    'developmental delay; learning disab*; language disorder*; autis*; asperger*; adhd; attention deficit; hyperactiv*; rett; fragile x; ' +
    'down syndrome; psych*; mental*; depress*; anxi*; bipolar; mania; manic; schizo*; ptsd; stress*; posttraumatic stress; distress; panic; ' +
    'phobi*; obsessive; ocd; hoarding; eating disorder*; anorexia nervosa; bulimi*; binge eating; addict*; substance use; substance abuse; ' +
    'substance related; drug abuse; drug use; drug dependence; dependence; alcohol*; opiate*; opioid use disorder*; opioid dependen*; ' +
    'opioid addict*; opioid related; opioid abuse; cocaine*; amphetamin*; methamphetamin*; heroin*; cannabis; marijuana; nicotin*; smok*; ' +
    'tobacco; vaping; cigarette*; craving; gambling; gaming; suicid*; self harm; self injur*; aggression; behavior disorder*; ' +
    'behavior problem*; behavioral symptom*; child behavior; conduct disorder*; problem behavior; emotion*; mood*; anger; burnout; ' +
    'loneliness; grief; bereave*; resilience; hallucinat*; delusion*; personality disorder*; somatoform; conversion disorder*; catatoni*; ' +
    'agitation; anhedoni*; apathy; fear; intrusive thought*; nightmare*; combat disorder*; executive function*; pml',
  'Pain management':
    'pain*; *algia; *algias; *dynia; analges*; neuropathic pain; opioid*; backache; lumbago; sciatica; dysmenorrh*; central sensiti*; ' +
    'complex regional; nocicept*; hyperalges*; allodyni*; whiplash; nerve block*; phantom limb',
  Endocrine:
    'diabet*; prediabet*; niddm; t 1 d; t 2 d; t 1 dm; t 2 dm; ketoacidos*; glucose; insulin*; hyperglyc*; hypoglyc*; glycem*; glycaem*; ' +
    'obes*; overweight; weight loss; weight gain; weight management; body weight; bariatric*; thyroid*; hypothyroid*; hyperthyroid*; ' +
    'goiter; goitre; graves; hashimoto*; parathyroid*; hyperparathyroid*; hypoparathyroid*; adrenal*; adrenocort*; cushing*; addison*; ' +
    'acromegal*; pituitar*; hypopituitar*; growth hormone; hormone deficien*; hypogonad*; testosterone; polycystic ovar*; pcos; ' +
    'hyperandrogen*; puberty; short stature; dwarfism; turner syndrome; klinefelter*; prader willi; metabolic syndrome; metabolic disease*; ' +
    'metabolic disorder*; metabolism; cardiometabolic; dyslipid*; dyslipoprotein*; hyperlipid*; hyperlipoprotein*; hypercholest*; ' +
    'cholesterol; hypertriglycerid*; lipodystroph*; lipoprotein*; osteopor*; osteopeni*; vitamin d; rickets; hypophosphat*; hypercalc*; ' +
    'hypocalc*; gaucher*; fabry*; pompe*; mucopolysacchar*; lysosomal; phenylketon*; urea cycle; homocystin*; tyrosinemi*; galactosemi*; ' +
    'menkes; wilson* disease; porphyri*; endocrin*',
  'Endocrinology-Respiration':
    'asthma*; copd; chronic obstructive; respirat*; pulmonary; lung*; pneumon*; pneumothora*; bronch*; airway*; apnea*; apnoea*; ' +
    'sleep apnea*; sleep apnoea*; sleep disordered breathing; obesity hypoventilation; hypoventilat*; ards; respiratory distress; ' +
    'respiratory depression; dyspn*; hypoxi*; hypoxemi*; hypoxaemi*; ventilat*; extubation; cough*; rhinit*; rhinosinus*; sinusit*; ' +
    'nasal polyp*; hay fever; allerg*; hypersensitiv*; anaphyla*; cystic fibrosis; sarcoid*; pleur*; covid*; sars; coronavirus*; ' +
    'influenza*; rsv; syncytial; pertussis; croup; alpha 1 antitrypsin; emphysema; silicosis; smoke inhalation; tracheostom*; mers; pah',
  Others:
    'oxidative stress; inflammatory stress; stress urinary; urinary stress; urinary incontinence stress; incontinence urinary stress; ' +
    'stress fracture*; stress test*; stress echocard*; stress cardiomyopath*; stress ulcer*; fetal distress; chest pain; ' +
    'alcoholic hepatit*; alcoholic liver; alcoholic steato*; alcoholic cirrhos*; alcoholic pancreat*; non alcoholic; neurogenic bladder; ' +
    'neurotrophic kerat*; neuromuscular block*; neurodermat*; bladder hypersensitiv*; dentin* hypersensitiv*; tooth hypersensitiv*; ' +
    'difficult airway*; pulmonary valve*; pulmonary atresia; pulmonary vein*; smoke detector*; depressed fracture*; myocardial depression',
};
